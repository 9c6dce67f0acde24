"""Which language a message is in: py3langid, held to the languages that visitors write and that we have cards for."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

DUTCH = "nl"
LANGUAGES = ("nl", "en", "pl", "ro", "hu", "bg", "es", "de", "fr", "tr", "ar", "uk", "ru", "zh")
# Bulgarian in Latin letters is unknown to the library; it looks most like Croatian, for which we have no card.
TAKEN_FOR = {"hr": "bg"}
# Below this a short Dutch message would often be taken for German or English.
SURE = 0.9
MIN_LETTERS = 8


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*LANGUAGES, *TAKEN_FOR])
    return identifier


def identify(text: str) -> str:
    """A language code; Dutch when the text is short or the evidence thin."""
    letters = [sign for sign in text if sign.isalpha()]
    foreign_script = sum("LATIN" not in unicodedata.name(sign, "") for sign in letters)
    if len(letters) < MIN_LETTERS and not foreign_script:
        return DUTCH
    language, chance = _identifier().classify(text)
    language = TAKEN_FOR.get(language, language)
    return language if chance >= SURE or foreign_script > len(letters) / 2 else DUTCH
