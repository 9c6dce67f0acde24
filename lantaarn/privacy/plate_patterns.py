"""Number plates of the Netherlands, Belgium and other countries."""

from __future__ import annotations

import re

from lantaarn.privacy.pattern import Pattern, loose

_CONSONANT = "[bcdfghjklmnprstvwxyz]"
_PLATE_CUE = r"\b(?:kenteken\w*|nummerpla+t\w*|plaat(?:nummer)?|kentekenplaat|autoplaat|reg(?:istratie)?\.?)"
_PLATE_NEAR = (
    rf"{_PLATE_CUE}|auto|bus(?:je)?\b|wagen|scooter|bmw|audi|golf|mercedes|opel|polo|volvo|ford|seat|toyota|renault|peugeot|"
    r"vito\b|sprinter|transporter|caddy|passat|kangoo|clio|corsa|astra|fiesta|focus|yaris|skoda|octavia|taxi|suv\b|porsche|tesla|citroen|"
    r"fiat|kia\b|hyundai|mazda|nissan|dacia|range rover|vw\b|volkswagen|motor\b|plate|platen\b"
)

PLATE_PATTERNS = (
    Pattern(
        "kenteken",
        loose(rf"(?<![\w\-])(?:(?:[a-z]{{1,3}}-\d{{1,3}}-[a-z]{{1,3}}|\d{{1,3}}-[a-z]{{2,3}}-\d{{1,3}}|[a-z]{{2}}-[a-z]{{2}}-\d\d|\d\d-\d\d-[a-z]{{2}}|"
               rf"[a-z]{{2}}-\d\d-\d\d|\d\d-[a-z]{{2}}-[a-z]{{2}}|[12]-[a-z]{{3}}-\d{{3}}|[a-z]{{3}}-\d{{3}})|"
               rf"\d{_CONSONANT}{{3}}\d\d|\d\d{_CONSONANT}{{3}}\d|{_CONSONANT}{{2}}\d{{3}}{_CONSONANT}|{_CONSONANT}\d{{3}}{_CONSONANT}{{2}}|"
               rf"{_CONSONANT}{{2}}\d\d{_CONSONANT}{{2}}|\d\d{_CONSONANT}{{2}}\d\d|\d\d{_CONSONANT}{{4}}|{_CONSONANT}{{4}}\d\d|{_CONSONANT}{{3}}\d\d{_CONSONANT}|"
               rf"{_CONSONANT}\d\d{_CONSONANT}{{3}}|[12][a-z]{{3}}\d{{3}})(?![\w\-])"),
        ("hij rijdt in AB-12-CD", "kenteken 12-abc-3", "g-123-bc", "een golf met 1-ABC-234", "zwarte bmw xg349k", "1abc234"),
        ("12-03-2021", "0800-0113", "24-7 open", "voor-en nadelen", "5000 euro", "covid-19", "mbo-4"),
        lambda found: not re.match(r"(?:mbo|hbo|vwo|gpt|top|max|min|art|nr|pag)\W?\d", found.group(), re.IGNORECASE),
    ),
    Pattern(
        "kenteken",
        re.compile(r"(?<![\w\-])(?:[A-Z]{2} \d{2} [A-Z]{2}|\d{2} [A-Z]{2} [A-Z]{2}|\d [A-Z]{3} \d{2,3}|\d{2} [A-Z]{3} \d|[A-Z]{1,2} \d{3} [A-Z]{1,3}|[A-Z]{1,2} \d{2} [A-Z]{3}|"
                   r"[A-Z]{1,2} \d{4} [A-Z]{2}|[A-Z]{3}[ -]?\d{3}|[A-Z]{1,2}\d{3}[A-Z]{1,3}|[A-Z]{1,2} \d{2} \d{2})(?![\w\-])"),
        ("AB 12 CD", "B 123 ABC", "1 ABC 234", "ABC123"),
        ("IK BEN 18", "ik heb 12 af"),
    ),
    Pattern(
        "kenteken",
        loose(rf"(?<![\w\-])(?:{_CONSONANT}{{1,3}} \d{{1,3}} {_CONSONANT}{{1,3}}|\d{{1,3}} {_CONSONANT}{{2,3}} \d{{1,3}}|[12] [a-z]{{3}} \d{{3}})(?![\w\-])"),
        ("zwarte golf g 123 bc", "auto 12 xhb 3", "bmw 1 abc 234"),
        ("ik ben nu 18 jr", "kamer 12 dr 3"),
        lambda found: re.search(_PLATE_NEAR, found.string, re.IGNORECASE) is not None,
    ),
    Pattern(
        "kenteken",
        loose(rf"(?<!\w){_PLATE_CUE}(?:\s+(?:is|was|van|de|zijn|haar|auto|begint|met|nummer|hij|het|een|bus|busje))*[\s:=]+(?P<item>(?=[^,.;!?]{{0,9}}\d)[a-z\d]{{1,4}}(?:[ .\-]?[a-z]{{1,3}}(?![a-z])|[ .\-]?\d{{1,4}}(?!\d)){{0,4}})(?!\w)"),
        ("kenteken is xx 123 p", "nummerplaat 1 abc 234", "de plaat was b 77 xyz"),
        ("de nummerplaat van zijn auto weet ik niet", "kenteken heb ik niet"),
    ),
    Pattern(
        "kenteken",
        loose(r"(?<![\w\-])(?=[a-z\d]+[ .\-]?[a-z\d]*[ .\-]?\d)(?:[a-z]{1,3}[ .\-]?\d[a-z\d]{3,5}|[a-z]{1,3}[ .\-]\d{1,4}[ .\-]?[a-z]{1,3}|[a-z]{2,3}[ .\-]?\d{3,5}|[a-z]{1,3}-[a-z]{1,2}[ .\-]?\d{1,4})(?![\w\-])"),
        ("pools kenteken, PO 5RX21", "plaat wa 12345", "nummerbord DU-KR 4471", "een duitse plaat m-ab 1234"),
        ("mijn auto is 3 jaar", "in 2022 kenteken", "kenteken op 12345"),
        lambda found: re.search(rf"{_PLATE_CUE}|nummerbord|platen?\b", found.string[max(0, found.start() - 40) : found.end() + 25], re.IGNORECASE) is not None
        and not re.match(r"(?:op|in|van|bij|om|na|de|is|met|tot|per|nr|of|en|a)\b", found.group(), re.IGNORECASE),
    ),
)  # fmt: skip
