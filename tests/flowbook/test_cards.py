import pytest

from lantaarn.answers.danger_cards import foreign_card


@pytest.mark.parametrize("kind", ["112", "113"])
def test_a_card_reads_as_the_bot_sends_it(built, handoffs, kind):
    for language, card in built["kaarten"].items():
        sent = foreign_card(handoffs, kind, language)["text"]
        ours = card["gevuld"]["tekst"] + ("\n" + card["gevuld"]["zelfdoding"] if kind == "113" else "")
        assert sent.startswith(ours + "\n\n"), language


def test_every_number_on_a_card_is_one_of_its_facts(built):
    for card in built["kaarten"].values():
        assert all(built["feiten"][fact]["waarde"] in "".join(card["gevuld"].values()) for fact in card["feiten"])
        assert not any(mark in text for text in card["gevuld"].values() for mark in "{}")
