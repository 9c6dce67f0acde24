"""Streets with a number, postcodes, birth dates and named hotels and clubs, each with examples that hit and that must not."""

from __future__ import annotations

import re

from lantaarn.privacy.patterns import Pattern
from lantaarn.privacy.word_lists import fold, word_lists

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|oct|nov(?:ember)?|"
    r"dec(?:ember)?|january|february|march|may|june|july|october)\.?"
)
_STREET_END = (
    r"(?:stra+t|str\.?|weg|laan|lei|plein|pln|gracht|kade|kaai|dreef|steeg|singel|dijk|hof|pad|park|baan|vest|markt|ring|plantsoen|"
    r"wal|hoek|oord|veld|berg|akker|kamp|burg|haven|brink|rak|straatje|wegje|laantje|hofje|pleintje|boulevard|heuvel|zoom|poort|"
    r"werf|eind|einde|erf|horst|donk|rode|meent|brug|sluis|kreek|meer|dam|dal|bos|stede|passage|esplanade|rotonde|promenade)"
)
_NUMBER = r"(?:(?:nr\.?|nummer|huisnummer|no\.?)\s*)?\d{1,4}(?:\s?-?\s?[a-h]\b|\s?bus\s?\d+|\s?(?:hs|bis|i{1,3}|rood|zw)\b|-\d{1,3})?(?!\w|[.,:]\d)"
_UNIT_AFTER = r"(?!\s*(?:euro|eur|uur|jaar|jr|maanden|maand|weken|week|dagen|dag|keer|x|min|minuten|km|kilometer|meter|mensen|man|vrouwen|meisjes|%|procent|€|klanten|andere)\b)"
_NO_STREET = frozenset(
    "onderweg snelweg omweg spoorweg gevaarlijke weg straat plein markt hof pad park baan ring wal hoek oord veld berg kamp haven poort"
    " dijk dam dal bos meer brug bijbaan loopbaan voetbalveld vakantiepark bungalowpark alleen vrijdagmarkt supermarkt arbeidsmarkt"
    " rommelmarkt woningmarkt gerechtshof begin hulp halfweg vliegveld sportveld speelveld achterhoek uithoek verkeersweg rijbaan"
    " eind einde wanneer meer sommeer alsmeer immer winkelstraat zijstraat achterstraat hoofdstraat-niet kerkhof".split()
)

_WHOLE_STREETS = frozenset("markt plein singel dam brink hof meent kade haven dijk wal brug spui rokin rode".split())
_SURE_END = re.compile(r".(?:stra+t|laan|plein|gracht|kade|steeg|dreef|singel|boulevard|plantsoen)$")


def _street(found: re.Match[str]) -> bool:
    name = fold(found.group("end"))
    if name in _NO_STREET:
        # "Markt 5" and "ik woon aan de singel 30" are addresses, "op straat 3 keer" is none.
        lives = re.search(r"\b(?:woon\w*|adres)\b.*\b(?:aan|op) (?:de|het) $", found.string[: found.start("end")], re.IGNORECASE)
        return name in _WHOLE_STREETS and (found.group("end")[0].isupper() or lives is not None)
    if not _SURE_END.search(name) and word_lists().counts[name] > 1 and not found.group("end")[0].isupper():
        return False
    # "hij bonkte 3 keer": a number and a word in -t; only the streets of a list or a real ending count, case or not.
    return len(name) > 4 or found.group("end")[0].isupper()


def _postcode(found: re.Match[str]) -> bool:
    digits, letters = found.group("digits"), found.group("letters")
    if letters.isupper() and letters not in ("EU", "NL", "BE") or not found.group("gap"):
        return letters.lower() not in ("eu", "jr", "km", "xx", "ka", "mb", "gb", "kg", "st", "de")
    if re.search(r"(?:postcode|pc|postco\w*|straat|weg|laan|plein|gracht)\b.{0,30}$", found.string[: found.start()], re.IGNORECASE):
        return True
    return digits[:2] not in ("19", "20") and digits[-2:] != "00" and letters.lower() not in _TWO_LETTER_WORDS


_TWO_LETTER_WORDS = frozenset(
    "in en is of al er de je ik we ze me te op om nu na zo ja nee tv dm eu km nl be uu hb mn zn u na af ie ge ga da wa an as at ze"
    " jr dr kg st ex nr hé he oh ok pp pm mg ml cm mm gb mb xx wo ma di do vr za no to it my so by or if ur".split()
)


def _belgian_postcode(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip().lower()
    year = "1950" <= found.group("item") <= "2039"
    after_year_word = re.search(r"(?:in|sinds|van|uit|jaar|tot|na|voor|vanaf|wet)$", before)
    lives = re.search(r"\b(?:woon\w*|postcode|adres)\b", before)
    return fold(found.group("town")) in word_lists().places and (bool(lives) or not (year and after_year_word))


_DAY_WORD = (
    r"(?:eerste|een|één|derde|\w*(?:twee|drie|vier|vijf|zes|zeven|acht|negen)(?:de|ste)?|tien(?:de)?|elf(?:de)?|twaalf(?:de)?|"
    r"\w+tiende?|\w+tig(?:ste)?)"
)
_LAW = re.compile(
    r"wet|bordeel|verbod|opgehev|afgeschaft|ingegaan|ging in|gaat in|geldt|gold|kracht|artikel|strafb|legal|voorstel|kamer|sinds|per\s*$|vanaf",
    re.IGNORECASE,
)
_BIRTH = r"(?:gebor\w*|geb\.?|jarig|verjaar\w*|verjaardag|geboorte\w*|gebdatum|gebdat|birth\w*|born|dob|bday|gb)"


def _birth_date(found: re.Match[str]) -> bool:
    year = int(found.group("year").lstrip("'’"))
    year += 0 if year > 99 else 1900 if year > 25 else 2000
    return 1930 <= year <= 2019 and not _LAW.search(found.string)


_VENUE = (
    r"(?:hotel|motel|hostel|club|nachtclub|seksclub|sexclub|parenclub|bordeel|privehuis|privéhuis|prive|sauna|massagesalon|salon|studio|bar|"
    r"café|cafe|kroeg|disco|discotheek|shisha\s?lounge|lounge|eetcafe|restaurant|pension|b&b|camping|bungalowpark|vakantiepark|escortbureau|casa|villa|huize|residence|coffeeshop|snackbar|pizzeria|kapsalon|nagelsalon|pub|cabaret)"
)
_ARTICLE = r"(?:de|het|the|la|le|el|van\s+der|van\s+de|von|den|'t)"
_NO_VENUE = frozenset(
    "of en in bij op waar die dat met van voor naar is was aan als om te ik hij ze zij we je u er niet ook dan of wel geen maar want vlak uitbaten tinto"
    " werk werkt kamer kamers kamernummer baas eigenaar eigenaren medewerker personeel manager receptie bedrijf sluiten dicht open vlakbij"
    " daar hier zonder heeft had wil moet mag kan zou zal gaat gaan ging komt kwam staat zit zat slapen sex seks escort vergunning"
    " amsterdam rotterdam nederland belgie antwerpen brussel gent".split()
)


def _venue(found: re.Match[str]) -> bool:
    lists, name = word_lists(), found.group("name")
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    words = [word for word in words if word not in ("de", "het", "the", "la", "le", "el", "van", "der", "den", "von", "t")]
    town = fold(found.group("town") or "") in lists.places
    if not words or words[0] in _NO_VENUE:
        return not words and town and name.isdigit()
    upper = found.string.isupper()
    if name[:1].isupper() and not upper or name.split()[-1][:1].isupper() and not upper:
        return True
    if town:
        return lists.counts[words[0]] < 60 and not any(word in _NO_VENUE for word in words)
    return lists.counts[words[0]] == 0 and len(words[0]) > 2 and words[0] not in lists.known


PLACE_PATTERNS = (
    Pattern(
        "adres",
        re.compile(
            rf"(?<!\w)(?:(?:(?:[A-Z][\w'’.\-]*|(?i:van|de|der|den|het|'t|lange|korte|oude|nieuwe|grote|kleine|eerste|tweede|derde|1e|2e|3e|sint|st\.?|jan|dr\.?|"
            rf"prins|prinses|koningin|koning|burgemeester|burg\.|professor|prof\.?|generaal|noorder|zuider|ooster|wester))\s+){{0,5}})"
            rf"(?i:(?P<end>(?:meent|rokin|spui)\b|[^\W\d_][\w'’\-]*?{_STREET_END})\s*,?\s*{_NUMBER}{_UNIT_AFTER})",
        ),
        ("Kerkstraat 12", "ik woon op de dorpsweg 4b", "Jan van Galenstraat 33", "lange nieuwstraat nr 7", "Turnhoutsebaan 12 bus 3"),
        ("op straat 3 keer geslagen", "ik ben al onderweg 2 uur", "supermarkt 3", "de straat 2 verder"),
        _street,
    ),
    Pattern(
        "adres",
        re.compile(rf"(?<!\w)(?:laan|weg|plein|straat|kade|hof|park|boulevard|plantsoen)\s+(?:van|der|aan|op|tot|\'s)\s+(?:de\s+|den\s+|het\s+)?[^\W\d_]{{3,}}(?:\s+[^\W\d_]+)?\s+{_NUMBER}{_UNIT_AFTER}", re.IGNORECASE),
        ("laan van Meerdervoort 400", "plein van de vrede 3b"),
        ("op weg van huis 3 uur", "de straat op 2 keer"),
    ),
    Pattern(
        "adres",
        re.compile(r"(?<!\w)(?:rue|avenue|av\.|boulevard|chauss[ée]e|place|square|quai|strada|ulica|ul\.|calle|via|bulevardul|all[ée]e)\s+(?:[^\W\d_][\w'’.\-]*\s+){1,5}?,?\s*\d{1,4}[a-z]?(?!\w)", re.IGNORECASE),
        ("rue de la Loi 16", "strada Unirii 5", "avenue Louise 200"),
        ("via hem 2 keer", "via via"),
        lambda found: not re.match(r"(?:via|place)\s+(?:hem|haar|een|de|mijn|me|een|internet|insta\w*|whats\w*|snap\w*|tele\w*|via|\w+\s+(?:van|een))\b", found.group(), re.IGNORECASE),
    ),
    Pattern(
        "adres",
        re.compile(rf"(?<!\w)(?:woon|wonen|woont|zit|adres|straat|huis|pand)\b(?:\s+(?:ik|is|op|aan|in|de|het|van|hij|ze|zij|we|bij|mijn|ons|hun|zijn|haar|nu|nog|dus)\b|\s*:)*\s+(?P<item>(?:[A-Z][\w'’\-]+\s+){{1,3}}{_NUMBER}){_UNIT_AFTER}"),
        ("ik woon op Meerpaal 12", "adres: Lange Voorhout 7", "we zitten op de Dam 3, hij zit aan het Blauwborgje 8"),
        ("ik woon op nummer 12", "ik zit in Klas 3 keer"),
        lambda found: fold(found.group("item").split()[0]) not in ("nummer", "klas", "kamer", "vak", "perron", "groep", "havo", "vwo", "mavo", "vmbo", "mbo", "hbo"),
    ),
    Pattern(
        "adres",
        re.compile(r"(?<!\w)[^\W\d_]{4,}(?:stra+t|laan|gracht|plein|steeg|dreef|weg)\s+(?:op\s+|en\s+|huis)?(?:huis)?(?:nummer|nr\.?)\s+\w+", re.IGNORECASE),
        ("kerkstraat nummer twaalf",),
        ("de straat nummer een",),
    ),
    Pattern(
        "adres",
        re.compile(r"(?:huis)?(?:nummer|nr\.?)\s+\d{1,4}\s?[a-h]?\s+(?:in|aan|op|van)\s+(?:de|het|'t)\s+(?P<item>[^\W\d_]{3,}(?:stra+t|laan|gracht|plein|steeg|dreef|weg|kade|singel|dijk|hof))\b", re.IGNORECASE),
        ("huisnummer 14 in de Merelstraat",),
        ("nummer 12 in de straat",),
        lambda found: fold(found.group("item")) not in _NO_STREET,
    ),
    Pattern(
        "postcode",
        re.compile(r"(?<![\w.,€\-])(?P<digits>[1-9]\d{3})(?P<gap>\s?)(?P<letters>(?!s[ads]\b)[a-z]{2})(?!\w)", re.IGNORECASE),
        ("1012 AB", "postcode 3511xz", "5611 bk in eindhoven", "mijn postcode is 2011 ab"),
        ("in 2021 is de wet", "1500 eu", "2023 en 2024", "3000 op een avond", "5000 EU"),
        _postcode,
    ),
    Pattern(
        "postcode",
        re.compile(r"(?:postcode|postco\w+|zip)\s*(?:is|:|=|van \w+ is)?\s*(?P<item>\d{4}(?:\s?[a-z](?:\s?[a-z])?(?!\w))?)(?!\d)", re.IGNORECASE),
        ("postcode 2018", "postcode is 1012 a b"),
        ("geef nooit je postcode",),
    ),
    Pattern(
        "postcode",
        re.compile(r"(?<![\w.,€\-])(?P<item>[1-9]\d{3})\s+(?P<town>[^\W\d_]{3,}(?:-[^\W\d_]+)*)"),
        ("2000 Antwerpen", "ik woon in 9000 gent"),
        ("in 2021 Brussel", "2000 euro", "1500 meisjes"),
        _belgian_postcode,
    ),
    Pattern(
        "geboortedatum",
        re.compile(
            rf"(?<!\w){_BIRTH}(?:\s+(?:ben|is|op|ik|was|dag|datum|de|hij|ze|zij|mijn|zijn|haar|van|wordt|word|we|in|om|date|on|te)\b|\s*[:=])*\s+"
            rf"(?P<item>(?:\w+\s+)?(?:\d{{1,2}}(?:e|ste|de)?[\s\-/.]+(?:van\s+)?(?:\d{{1,2}}|{_MONTH})(?:[\s\-/.]+(?:\d{{4}}|\d{{2}}))?|\d{{6,8}}|\d{{4}}-\d\d-\d\d|"
            rf"{_DAY_WORD}\s+{_MONTH}(?:\s+[a-z]*(?:negentien|tweeduizend)\w*(?:\s+\w+tig\b)?|\s+\d{{4}})?))(?!\w)",
            re.IGNORECASE,
        ),
        ("geboren op 12 maart 1998", "geb. 03-04-01", "mijn verjaardag is 5 mei", "geboortedatum: 12031998", "ik ben jarig op drie juni"),
        ("geboren in 1998", "ik ben jarig in mei", "geboren in Boekarest"),
    ),
    Pattern(
        "geboortedatum",
        re.compile(rf"(?<![\w\-/.])\d{{1,2}}(?:\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?|\s*{_MONTH}\s+)(?P<year>(?:19|20)\d\d|['’]?\d\d)(?!\w|[-.]\d)", re.IGNORECASE),
        ("ze is van 12-03-1998", "14 juli 2005", "1/2/99"),
        ("op 1 januari 2022 ging de wet in", "bordeelverbod opgeheven 1 oktober 2000", "afspraak 12-03-2024"),
        _birth_date,
    ),
    Pattern(
        "plek",
        re.compile(
            rf"(?<!\w)(?P<item>(?i:(?:[a-z]{3,8})?{_VENUE})\s+(?:\"|'|“|‘)?(?P<name>(?i:{_ARTICLE}\s+)?[^\W_][\w'’&\-]*(?:(?:\s+[A-Z\d][\w'’&\-]*){{1,3}}|(?:\s+[^\W\d_]{{3,}}){{1,2}}(?=\s+(?:in|te)\s))?)(?:(?:,?\s+(?:in|te|bij|vlakbij|aan|,)\s+)(?P<town>[^\W\d_][\w\-]+))?)",
        ),
        ("hotel Neptunus in Breda", "we werken in club Paradise", "hotel de zon in tilburg", "sauna Diana te Zundert"),
        ("een hotel in amsterdam", "de club waar ik werk", "in een hotel slapen", "bar in gent", "de hotel eigenaar"),
        _venue,
    ),
    Pattern(
        "plek",
        re.compile(r"(?<!\w)(?P<item>[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+){0,2}\s(?i:hotel|motel|club|nachtclub|bar|lounge|sauna|massage|spa|inn|resort))(?!\w)"),
        ("in het Parkzicht Hotel", "bij Lotus Massage"),
        ("Een hotel in Gent", "Welke club", "Elke bar"),
        lambda found: word_lists().counts[fold(found.group("item").split()[0])] < 3,
    ),
)  # fmt: skip
