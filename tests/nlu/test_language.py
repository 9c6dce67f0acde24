import pytest

from lantaarn.nlu.language import LANGUAGES, identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("help me please he is going to kill me", "en"),
        ("proszę pomóżcie mi on mnie bije i zamknął drzwi", "pl"),
        ("vă rog ajutați-mă mă ține închisă în casă", "ro"),
        ("kérem segítsenek bezárt és nem enged ki a házból", "hu"),
        ("страх ме е заключена съм в стаята и не мога да изляза", "bg"),
        ("molya pomognete mi zaklyuchi me v stayata i ne me puska", "bg"),
        ("por favor ayúdame me tiene encerrada en la habitación", "es"),
        ("bitte helfen sie mir er lässt mich nicht aus dem haus", "de"),
        ("aidez-moi s'il vous plaît il m'a enfermée dans la chambre", "fr"),
        ("lütfen yardım edin beni evde kilitli tutuyor", "tr"),
        ("ساعدوني من فضلكم إنه يحبسني في البيت", "ar"),
        ("допоможіть будь ласка він мене не випускає з дому", "uk"),
        ("помогите пожалуйста он меня не выпускает из дома", "ru"),
        ("请帮帮我他把我关在房间里", "zh"),
    ],
)
def test_a_cry_for_help_is_recognised_in_every_language_with_a_card(text, language):
    assert identify(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "hij slaat me en ik durf niet weg",
        "Wat zegt de wet over klanten?",
        "mijn Duitse buurman praat over sugar babies",
        "hoi",
        "help",
        "ok thx",
        "wat is een loverboy",
    ],
)
def test_dutch_stays_dutch_with_borrowed_words_too(text):
    assert identify(text) == "nl"


@pytest.mark.parametrize("text", ["", "   ", "112", "?!", "😀😀😀😀😀😀😀😀😀"])
def test_without_letters_it_is_dutch(text):
    assert identify(text) == "nl"


@pytest.mark.parametrize("text", ["помощь", "救命", "نجدة"])
def test_a_few_letters_of_another_script_are_enough(text):
    assert identify(text) in set(LANGUAGES) - {"nl"}
