"""Phone numbers in every form, numbers with a check digit, and what is left of long runs of digits."""

from __future__ import annotations

import re
from collections.abc import Set

import phonenumbers
from stdnum import iban
from stdnum.be import nn
from stdnum.nl import bsn

from lantaarn.privacy.spans import Span
from lantaarn.privacy.spelled import spelled_numbers

# A run of digits with whatever people put in between; o for 0 and l for 1 only next to a digit.
_RUN = re.compile(
    r"(?<![\w€$£.])(?:\+|\(\s*\+?)?[\doO](?:[\d]|(?<=[\d+oO(])[oOlI](?=[\doO])|(?<=\d)[oO](?=[\s\d.\-]))*"
    r"(?:[ \t.,_*\-–/()\\]{1,4}(?:[\doO]{1,11}|\+\d{1,11})(?![^\W\d_]))*(?!\w)"
)
_MONEY = re.compile(r"\s*(?:€|\$|£|euro'?s?\b|eur\b|eu\b|dollar|pond\b|lei\b|lev\b|ballen\b|piek\b|k\b|per\b|procent|%|duizend|miljoen|"
                    r"slachtoffers|mensen|vrouwen|keer|meter|km\b|kilometer|volgers|views|stuks|inwoners|jaar|uur|sekswerkers|"
                    r"kinderen|meldingen|personen|zaken)", re.IGNORECASE)  # fmt: skip
_MONEY_BEFORE = re.compile(r"(?:€|\$|£|euro|eur|bedrag(?: van)?|schuld(?: van)?|boete(?: van)?)\s*:?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+(?:,\d\d|,-)?")
_YEARS = re.compile(r"(?:(?:1[89]|20)\d\d\D+)*(?:1[89]|20)\d\d")
_DATE_OR_TIME = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d|(?:\d{1,2}[.]\d\d\D+)+\d{1,2}[.]\d\d|(?:19|20)\d\d-\d\d-\d\d|"
    r"(?:[1-9]?\d\D+){2,3}[1-9]?\d"
)
_CUE = re.compile(r"(?:nummer|tel\w*|bel\w*|app\w*|whats\w*|gsm|mobiel\w*|06|sms\w*|nr|bereik\w*|cijfers|call|phone|number)\W*(?:\w+\W+){0,4}$", re.I)
_BSN_CUE = re.compile(r"(?:bsn|burgerservice\w*|sofi\w*)\W*(?:\w+\W+){0,4}$", re.IGNORECASE)
_NN_CUE = re.compile(r"(?:rijksregister\w*|insz|rrn|nationaal nummer|registre)\W*(?:\w+\W+){0,4}$", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(?<!\w)(?=\w*\d)(?=(?:\w*?\d){5})\w+|(?<![\d.,])\d{5,}(?!\d)")
_IBAN = re.compile(r"(?<!\w)([a-z]{2})[ .-]?(\d{2})((?:[ .-]?(?:[a-z]{4}|\d{4}|[a-z\d]{4})){2,7}(?:[ .-]?\d{1,3})?)(?!\w)", re.I)
_COUNTRY = "nl|be|fr|ro|bg|hu|pl|es|it|gb|tr|lt|lv|ee|cz|sk|pt|ie|lu|gr|hr|si|se|dk|fi|ch|ua|mt|cy|de(?=\\d)|DE|AT"
_IBAN_LOOSE = re.compile(rf"(?<!\w)(?:{_COUNTRY})[ .-]?\d{{2}}[ .-]?(?:[a-z]{{4}}[ .-]?)?(?:\d[ .-]?){{8,20}}(?!\w)", re.IGNORECASE)
_NN_SHAPE = re.compile(r"\d{2}[. ]?\d{2}[. ]?\d{2}[- .]\d{3}[. ]?\d{2}")


def digits_of(text: str) -> str:
    """The digits of a number, o taken for 0 and l or I for 1."""
    return re.sub(r"\D", "", re.sub(r"[lI]", "1", re.sub(r"[oO]", "0", text)))


def ibans(text: str) -> list[Span]:
    """Bank accounts: by check digits, or by their shape where somebody mistyped one."""
    spans = []
    for found in _IBAN.finditer(text):
        end = found.end()
        while end > found.start() + 10 and not iban.is_valid(text[found.start() : end]):
            end -= 1
        if end > found.start() + 10:
            spans.append(Span(found.start(), end, "iban"))
    spans += [
        Span(found.start(), found.start() + len(found.group().rstrip(" .-")), "iban") for found in _IBAN_LOOSE.finditer(text)
    ]
    return spans


def numbers(text: str, help_numbers: Set[str]) -> list[Span]:
    """Phone numbers, BSN and Belgian national numbers, in digits and in words.

    ``help_numbers`` holds digits only, such as "08000113"; these stay.
    """
    spans = []
    for start, end, digits in spelled_numbers(text):
        if (len(digits) >= 8 or digits[:1] == "0" and len(digits) >= 6) and not _is_help(digits, help_numbers):
            kind = _check_digit_kind(digits, text[:start], "") or "telefoon"
            if not _MONEY.match(text, end) and (digits[:1] == "0" or _CUE.search(text[:start]) or len(digits) >= 8):
                spans.append(Span(start, end, kind))
    for found in _RUN.finditer(text):
        spans += _run(text, found.start(), found.group(), help_numbers)
    return spans


def matcher_phones(text: str, help_numbers: Set[str]) -> list[Span]:
    """What the phone number library finds beyond our own forms, such as numbers of other countries without a plus."""
    spans = []
    for region in ("NL", "BE"):
        for found in phonenumbers.PhoneNumberMatcher(text, region):
            raw = found.raw_string.strip()
            if len(digits_of(raw)) >= 8 and not _is_help(digits_of(raw), help_numbers) and not _harmless(text, found.start, raw):
                spans.append(Span(found.start, found.start + len(raw), "telefoon"))
    return spans


def left_over(text: str) -> list[Span]:
    """Runs with five digits or more that are no amount and no year; whatever they are, they may lead to somebody."""
    return [
        Span(found.start(), found.end(), "twijfel")
        for found in _LEFT_OVER.finditer(text)
        if not (found.group().isdigit() and _is_amount(text, found.start(), found.group()))
    ]


def _run(text: str, start: int, raw: str, help_numbers: Set[str]) -> list[Span]:
    raw = raw.rstrip(" .,-–/(_*\\")
    digits = digits_of(raw)
    if len(digits) < 6 or _is_help(digits, help_numbers):
        return []
    before = text[:start]
    if kind := _check_digit_kind(digits, before, raw):
        return [Span(start, start + len(raw), kind)]
    if _harmless(text, start, raw):
        return []
    own = digits.startswith("0") and 9 <= len(digits) <= 15
    abroad = raw.lstrip("( ").startswith("+") and len(digits) >= 8
    bare = 8 <= len(digits) <= 15 and (digits[0] in "463" and len(digits) in (9, 11) or bool(_CUE.search(before)))
    near = digits.startswith("0") and len(digits) >= (7 if digits[1:2] not in "46" else 6)
    return [Span(start, start + len(raw), "telefoon")] if own or abroad or bare or near else []


def _check_digit_kind(digits: str, before: str, raw: str) -> str:
    if len(digits) == 11 and (_NN_CUE.search(before) or _NN_SHAPE.fullmatch(raw) or nn.is_valid(digits)):
        return "rijksregisternummer"
    if _BSN_CUE.search(before) and 8 <= len(digits) <= 9:
        return "bsn"
    if len(digits) == 9 and digits[0] != "0" and bsn.is_valid(digits) and not _CUE.search(before):
        return "bsn"
    return ""


def _harmless(text: str, start: int, raw: str) -> bool:
    return bool(_YEARS.fullmatch(raw) or _DATE_OR_TIME.fullmatch(raw)) or _is_amount(text, start, raw)


def _is_amount(text: str, start: int, raw: str) -> bool:
    if raw.startswith(("0", "+", "o")):
        return False
    around = _MONEY.match(text, start + len(raw)) or _MONEY_BEFORE.search(text[:start])
    return bool(_THOUSANDS.fullmatch(raw) or around or raw.isdigit() and len(raw) < 8 and raw.endswith("000"))


def _is_help(digits: str, help_numbers: Set[str]) -> bool:
    local = re.sub(r"^(?:0031|0032|31|32)0?", "0", digits) if len(digits) > 9 else digits
    return digits in help_numbers or local in help_numbers
