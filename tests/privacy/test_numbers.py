import pytest

from lantaarn.privacy.numbers import digits_of, ibans, left_over, numbers
from lantaarn.privacy.spelled import spelled_emails, spelled_numbers

HELP = frozenset({"112", "113", "08000113", "09008844", "0334481186", "116000", "1813", "035115"})


@pytest.mark.parametrize(
    "number",
    [
        "0612345678", "06 12 34 56 78", "06-1234 5678", "06.12.34.56.78", "o6 12345678", "0031612345678", "+31 (0)6 1234 5678",
        "0 6 1 2 3 4 5 6 7 8", "0471/23.45.67", "+32 471 23 45 67", "03 234 56 78", "020-6234567", "+40 721 234 567",
        "0040721234567", "612345678", "nul zes twaalf drie vier vijf zes zeven acht",
        "nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig", "nul 6 twaalf 34 56 acht en zeventig",
        "nulzeseentweedrievierzesachtnegennegen",
    ],
)  # fmt: skip
def test_a_phone_number_in_any_form_is_found_whole(number):
    text = f"bel me op {number} alsjeblieft"
    assert [text[s.start : s.end] for s in numbers(text, HELP) if s.kind == "telefoon"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "bel 112 of 113", "0800-0113 is gratis", "bel 0900 8844", "kan ik 033-448 11 86 bellen", "+31 33 448 11 86", "116 000",
        "van 2019 2020 2021", "op 12-03-2024", "om 10.30 11.30", "25.000 euro", "20 30 40 euro", "een twee drie", "24 7",
        "drie vier vijf keer per dag", "artikel 273g", "bel nul acht nul nul nul een een drie",
    ],
)  # fmt: skip
def test_help_numbers_years_times_and_money_stay(text):
    assert numbers(text, HELP) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mijn bsn is 111222333", "bsn"),
        ("het is 123456782", "bsn"),
        ("rijksregister 85.07.30-033.28", "rijksregisternummer"),
        ("85073003328", "rijksregisternummer"),
    ],
)
def test_a_number_with_check_digits_gets_its_own_kind(text, kind):
    assert [span.kind for span in numbers(text, HELP)] == [kind]


@pytest.mark.parametrize("account", ["NL91ABNA0417164300", "nl91 abna 0417 1643 00", "BE68 5390 0754 7034", "NL91 ABNA 0417 1643 01"])
def test_a_bank_account_is_found_also_when_mistyped(account):
    assert [span.kind for span in ibans(f"naar {account} toe")][:1] == ["iban"]


def test_a_long_run_of_digits_is_doubtful_and_an_amount_is_not():
    assert [span.kind for span in left_over("code 48213")] == ["twijfel"]
    assert left_over("30000 euro") == left_over("schuld van 45000") == []


def test_letters_that_stand_for_digits_are_digits():
    assert digits_of("O6-l2") == "0612"


def test_numbers_in_words_are_read():
    assert [run[2] for run in spelled_numbers("nul zes twaalf vierendertig")] == ["061234"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mail jan punt de vries apenstaartje gmail punt com", "jan punt de vries apenstaartje gmail punt com"),
        ("mijn mail is lisa streepje bakker apestaartje hotmail punt nl", "lisa streepje bakker apestaartje hotmail punt nl"),
        ("fatima at gmail dot com", "fatima at gmail dot com"),
    ],
)
def test_an_address_in_words_is_found_whole(text, address):
    assert [text[s.start : s.end] for s in spelled_emails(text)] == [address]
