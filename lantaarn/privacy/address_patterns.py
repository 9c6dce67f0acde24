"""Streets with a number and postcodes."""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.pattern import Pattern
from lantaarn.privacy.word_lists import fold, word_lists

_STREET_END = (
    r"(?:stra+t|str\.?|weg|laan|lei|plein|pln|gracht|kade|kaai|dreef|steeg|singel|dijk|hof|pad|park|baan|vest|markt|ring|plantsoen|"
    r"wal|hoek|oord|veld|berg|akker|kamp|burg|haven|brink|rak|straatje|wegje|laantje|hofje|pleintje|boulevard|heuvel|zoom|poort|"
    r"werf|eind|einde|erf|horst|donk|rode|meent|brug|sluis|kreek|meer|dam|dal|bos|stede|passage|esplanade|rotonde|promenade|gang|weide|"
    r"gaarde|hoeve|polder|akkers?|allee|schans|wetering|sloot|vaart|vliet|beek|molen|tuin|tuinen|zijde|heide|borg|bosch|laar|broek|kwartier|"
    r"gracht|oever|zicht|stein|stroom|hage|drift|waard|nest|stelle|voort|zand|donck|eng|es|ham|hil|terras|galerij|kaap|kop|dwars|werve|wijk)"
)
_NUMBER = r"(?:(?:nr\.?|nummer|huisnummer|no\.?)\s*)?\d{1,4}(?:\s?-?\s?[a-h]\b|\s?bus\s?\d+|\s?(?:hs|bis|i{1,3}|rood|zw)\b|-\d{1,3})?(?!\w|[.,:]\d)"
_UNIT_AFTER = r"(?!\s*(?:euro|eur|uur|jaar|jr|maanden|maand|weken|week|dagen|dag|keer|x|min|minuten|km|kilometer|meter|mensen|man|vrouwen|meisjes|%|procent|€|klanten|andere)\b)"
_NO_STREET = frozenset(
    "onderweg snelweg omweg spoorweg gevaarlijke weg straat plein markt hof pad park baan ring wal hoek oord veld berg kamp haven poort"
    " dijk dam dal bos meer brug bijbaan loopbaan voetbalveld vakantiepark bungalowpark alleen vrijdagmarkt supermarkt arbeidsmarkt"
    " rommelmarkt woningmarkt gerechtshof begin hulp halfweg vliegveld sportveld speelveld achterhoek uithoek verkeersweg rijbaan"
    " toegang ingang uitgang doorgang omgang voorgang gang zwang hang wijk woonwijk achterstandswijk broek onderbroek spijkerbroek zand strand"
    " molen tuin kwartier beek heide nest galerij terras kop avondkop landen es eng ham buurtwijk gezicht uitzicht toezicht inzicht overzicht"
    " zicht bericht gedicht levensgang afgang ondergang overgang eindes mandag vandaag middag zondag maandag nachtelijk alles les mes fles"
    " mees vlees is was adres seks proces cijfers stress succes zes iets vijfdes eindgang eens omdat dwars handzaam eigenzand invaart rondvaart"
    " scheepvaart uitvaart welvaart daarmeer meeste dijen zedenpolitie beweging overdwars drempel stopwerk bedrijfstuin speeltuin"
    " eind einde wanneer meer sommeer alsmeer immer winkelstraat zijstraat achterstraat hoofdstraat-niet kerkhof".split()
)

_WHOLE_STREETS = frozenset("markt plein singel dam brink hof meent kade haven dijk wal brug spui rokin rode werf schans gracht plantage donk heuvel".split())
_SURE_ENDS = r"(?:stra+t|laan|plein|gracht|kade|steeg|dreef|singel|boulevard|plantsoen|hof|weg|dijk)"
_UNITS = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_NUMBER_WORD = (
    rf"(?:{_UNITS}?(?:en|ën)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|{_UNITS}|tien|elf|twaalf|dertien|veertien|"
    r"vijftien|zestien|zeventien|achttien|negentien|\w*honderd\w*)"
)
_SURE_END = re.compile(r".(?:stra+t|laan|plein|gracht|kade|steeg|dreef|singel|boulevard|plantsoen|hof|weg|lei|dijk)$")


def _street(found: re.Match[str]) -> bool:
    name = fold(found.group("end"))
    if name in _NO_STREET:
        # "Markt 5" and "ik woon aan de singel 30" are addresses, "op straat 3 keer" is none.
        lives = re.search(r"\b(?:woon\w*|adres)\b.*\b(?:aan|op) (?:de|het) $", found.string[: found.start("end")], re.IGNORECASE)
        return name in _WHOLE_STREETS and (found.group("end")[0].isupper() or lives is not None)
    if not _SURE_END.search(name) and name in word_lists().known and not found.group("end")[0].isupper():
        return False
    # "hij bonkte 3 keer": a number and a word in -t; only the streets of a list or a real ending count, case or not.
    return len(name) > 4 or found.group("end")[0].isupper()


_NO_NAMED_PLACE = frozenset(
    "klas kamer groep perron lijn bus tram trein artikel art lid vraag nummer nr dag week stap fase level niveau leeftijd max min minstens vwo havo mavo"
    " vmbo mbo hbo schaal deel hoofdstuk pagina blz afrit gate vlucht verdieping etage lokaal zaal vak bed huisje bungalow plek plaats rij stoel"
    " code pin versie wet type model maat ronde seizoen aflevering covid corona unit studio ongeveer ruim bijna circa minimaal maximaal".split()
)


def _named_place(found: re.Match[str]) -> bool:
    """Whether a capital and a number are a street: no thing that we know, no town, no month and no text of capitals."""
    lists, first = word_lists(), fold(found.group("name").split()[0])
    if found.string.isupper() or first in _NO_NAMED_PLACE or first in lists.never or len(first) < 3:
        return False
    names = [fold(word) for word in found.group("name").split()]
    if len(names) == 1 and (lists.counts[first] > 10 and first not in _WHOLE_STREETS or first in lists.places and first not in _WHOLE_STREETS):
        return False
    number = int(re.search(r"\d+", found.group("item").partition(found.group("name"))[2]).group())
    return not 1900 <= number <= 2039


def _lived_at(found: re.Match[str]) -> bool:
    """Whether words and a number after "ik woon" are an address: not "ik woon hier 3 jaar" or "in gent 3 maanden"."""
    lists, names = word_lists(), [fold(word) for word in found.group("name").split()]
    if any(name in _NO_NAMED_PLACE or name in lists.places for name in names):
        return False
    return names[-1] in _WHOLE_STREETS or lists.counts[names[-1]] < 3 and not any(lists.counts[name] > 100 for name in names)


ADDRESS_PATTERNS = (
    Pattern(
        "adres",
        re.compile(
            r"(?<!\w)(?P<item>(?:(?:de|het|den|'t|van|der|oude|nieuwe|lange|korte|grote|kleine|sint|st\.?)\s+){0,3}(?P<name>[^\W\d_][\w'’\-]{2,})\s+\d{1,4}\s?(?:-?\s?[a-h]|bis|hs|-\d+)?)"
            r"(?=\s*[,(]?\s*(?:[1-9]\d{3}\s?[a-z]{2}(?!\w)|postcode))",
            re.IGNORECASE,
        ),
        ("Brem 12, 1234 AB", "het is de oude hoeve 3 1234ab"),
        ("kamer 12, 1234 AB",),
        lambda found: fold(found.group("name")) not in _NO_NAMED_PLACE | cues.PREPOSITIONS | cues.DETERMINERS,
    ),
    Pattern(
        "adres",
        re.compile(
            rf"(?<!\w)(?:(?:(?:[A-Z][\w'’.\-]*|(?i:van|de|der|den|het|'t|lange|korte|oude|nieuwe|grote|kleine|eerste|tweede|derde|1e|2e|3e|sint|st\.?|jan|dr\.?|"
            rf"prins|prinses|koningin|koning|burgemeester|burg\.|professor|prof\.?|generaal|noorder|zuider|ooster|wester))\s+){{0,5}})"
            rf"(?i:(?P<end>(?:meent|rokin|spui)\b|[^\W\d_][\w'’\-]*?{_STREET_END})(?:\s(?:noord|zuid|oost|west)(?:zijde)?\b)?\s*,?\s*(?:op\s+(?=nr|num))?{_NUMBER}{_UNIT_AFTER})",
        ),
        ("Kerkstraat 12", "ik woon op de dorpsweg 4b", "Jan van Galenstraat 33", "lange nieuwstraat nr 7", "Turnhoutsebaan 12 bus 3"),
        ("op straat 3 keer geslagen", "ik ben al onderweg 2 uur", "supermarkt 3", "de straat 2 verder"),
        _street,
    ),
    Pattern(
        "adres",
        re.compile(
            rf"(?<!\w)(?P<item>(?:[A-Z][\w'’.\-]*\s+){{0,3}}(?i:(?P<end>[^\W\d_][\w'’\-]+?{_SURE_ENDS})\s*,?\s+(?:nr\.?\s+|nummer\s+|huisnummer\s+)?"
            rf"(?P<number>{_NUMBER_WORD})(?!\w)){_UNIT_AFTER})"
        ),
        ("hoefkade drieentachtig", "ik woon kerkstraat nummer twaalf", "Lange Nieuwstraat achtenveertig"),
        ("de straat een keer", "op de kade twee uur", "onderweg zes"),
        lambda found: fold(found.group("end")) not in _NO_STREET and len(found.group("end")) > 5 and fold(found.group("number")) != "een",
    ),
    Pattern(
        "adres",
        re.compile(r"(?:huis)?(?:nummer|nr\.?)\s+(?P<item>\d{1,4}\s?[a-h]?\s+(?:in|aan|op|van)\s+(?:de|het|'t)\s+(?P<street>[^\W\d_]{3,}(?:stra+t|laan|gracht|plein|steeg|dreef|weg|kade|singel|dijk|hof)))\b", re.IGNORECASE),
        ("huisnummer 14 in de Merelstraat",),
        ("nummer 12 in de straat",),
        lambda found: fold(found.group("street")) not in _NO_STREET,
    ),
    Pattern(
        "adres",
        re.compile(
            r"(?<!\w)(?:(?i:huisnummer|huisnr\.?|hnr\.?)\s*:?\s*(?P<item>(?:is\s+)?\d{1,4}(?:\s?-?\s?(?:[a-h]|bis|hs|i{1,3})(?!\w))?))(?!\w)"
        ),
        ("huisnummer 164 bis", "huisnr 45a"),
        ("mijn huisnummer geef ik niet", "kamernummer 4"),
    ),
    Pattern(
        "adres",
        re.compile(
            rf"(?<!\w)(?i:op|aan|in|bij|naar|van|adres(?:\s+is)?|flat|woon|woont|wonen|slapen|slaapt|zit|zitten|pand|huis|toren|gebouw)[\s:,]+(?P<item>(?i:(?:de|het|den|'t)\s+)?"
            rf"(?P<name>[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+){{0,3}})\s+(?i:op\s+)?{_NUMBER}){_UNIT_AFTER}"
        ),
        ("we slapen op Schans 7", "flat Hoogzicht 204", "op Zeilmakersgang 9 in Hoorn", "in de Grote Beer 33"),
        ("op Schiphol 3 keer", "in Klas 3", "van Samsung 21", "in Mei 2022", "bij Windows 10", "IN HET HUIS 3"),
        _named_place,
    ),
    Pattern(
        "adres",
        re.compile(rf"(?<!\w)(?P<item>(?i:(?:de|het|den|'t)\s+)?(?P<name>[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+){{0,2}})\s+{_NUMBER}),?\s+(?:in|te)\s+(?P<town>[^\W\d_][\w\-]+)"),
        ("Ooievaarsnest 12 in Zeist", "Het Sterrenbos 16 te Assen"),
        ("Kamer 12 in Utrecht", "Artikel 3 in Nederland"),
        lambda found: fold(found.group("town")) in word_lists().places and _named_place(found),
    ),
    Pattern(
        "adres",
        re.compile(
            rf"(?<!\w)(?:adres|woon(?:adres)?|wonen|woont)(?:\s+(?:is|ik|nu|op|aan|in|de|het|we|wij|hij|ze|van|mij|hem|haar)\b|\s*:)*\s+"
            rf"(?P<item>(?:(?:de|het|'t|den)\s+)?(?P<name>[^\W\d_]{{3,}}(?:\s[^\W\d_]{{3,}})?)\s+{_NUMBER}){_UNIT_AFTER}",
            re.IGNORECASE,
        ),
        ("adres: zandzegge 44", "ik woon sterappel 12", "ik woon aan de singel 30 hoog", "we wonen in de spil 12"),
        ("ik woon op kamer 12", "we wonen met 8", "ik woon hier 3 jaar", "adres is nummer 12", "ik woon in gent 3 maanden"),
        _lived_at,
    ),
    Pattern(
        "adres",
        re.compile(r"(?<!\w)(?P<item>Plein\s+\d{4}\s+(?:nr\.?\s*|nummer\s*)?\d{1,4})(?!\w)", re.IGNORECASE),
        ("op Plein 1944 nr 3",),
        ("het plein in 1944 was",),
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
)  # fmt: skip
