"""Files for the bot's ``data/nlu`` and ``data/danger``, written so that Rasa's reader gives back each sentence.

Plain Python without Django: the bot's tests load this file by its path and read what it makes
(tests/flowbook/test_export_reads_back.py).

What goes wrong without care, each seen in Rasa 3.6.21:

- ``[x](y)``, ``[x]{"entity": "y"}`` and ``[x][y]`` are read as a marked piece of text. Rasa has no sign that switches
  this off. But ``[x][]`` is a piece of text marked as nothing, so an opening bracket is written as ``[[][]``, where it
  matters.
- A file of plain letters only is read once more for ``\\u0041`` and the like. The first line of a file therefore holds
  a dash that is no plain letter.
- White space within a sentence ends it, or is lost. The bot itself reads all of it as one space, so it is written so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

HEADING = "# Zinnen die bezoekers gaven – gemaskeerd, en nagekeken door medewerkers.\n"
# What a mask becomes. The bot never meets "[naam]" when somebody talks to it, so it must not learn that word. Measured
# with the trained bot on thirty sentences with a real name, place, number or link, against the same with each stand-in:
# how far its ranking of topics moves (0 to 1). Names among themselves 0.25, "X" and nothing 0.28, "[naam]" 0.32,
# "iemand" 0.39, "hij" 0.48; with "X" the sentence stays whole. Places alike. The bot reads every link as the word
# "link": 0.00.
STAND_INS = {
    "account": "X",
    "adres": "X",
    "bsn": "X",
    "e-mail": "X",
    "geboortedatum": "X",
    "iban": "X",
    "kenteken": "X",
    "link": "link",
    "naam": "X",
    "plek": "X",
    "postcode": "X",
    "rijksregisternummer": "X",
    "telefoon": "nummer",
    "twijfel": "X",
}
_MASK = re.compile(rf"\[({'|'.join(STAND_INS)})\](?=(\[)?)")
# The same form as in rasa/shared/nlu/training_data/entities_parser.py: text in brackets with something behind it.
_MARKED = re.compile(r"\[[^\]]+\][(\[{]")


def training_form(sentence: str) -> str:
    """A given sentence as the bot will learn it: masks become a neutral word, and white space is one space.

    Signs that cannot stand in a file are left out, and so are slashes in front, as the bot does with what visitors
    type. Can be empty.
    """
    sentence = _MASK.sub(lambda mask: STAND_INS[mask[1]] + (" " if mask[2] else ""), sentence)
    signs = (" " if _is_white(sign) else sign for sign in sentence if not _is_unwritable(sign))
    return " ".join("".join(signs).split()).lstrip("/ ")


def nlu_file(sentences: Mapping[str, Iterable[str]]) -> str:
    """A file for ``data/nlu``: from topic to its sentences, each in its training form."""
    blocks = [f'{HEADING}version: "3.1"\nnlu:\n']
    for topic, examples in sentences.items():
        lines = "".join(f"    - {escaped(example)}\n" for example in examples)
        blocks.append(f"- intent: {topic}\n  examples: |\n{lines}")
    return "".join(blocks)


def danger_file(sentences: Iterable[tuple[str, str]]) -> str:
    """A file for ``data/danger``: pairs of a sentence in its training form and the code of its language."""
    return "".join(f"{sentence}\t{language}\n" for sentence, language in sentences)


def escaped(sentence: str) -> str:
    """The sentence with its opening brackets written so that Rasa reads no marked text."""
    return sentence.replace("[", "[[][]") if _MARKED.search(sentence) else sentence


def _is_white(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cs")


def _is_unwritable(sign: str) -> bool:
    # Two signs that no YAML file may hold, and the mark of a file's beginning, which the bot leaves out too.
    return sign in "\ufffe\uffff\ufeff"
