"""Marks that exist nowhere else: what a visitor of these tests types and brings along, new in every run.

A mark that turns up anywhere was leaked by the run at hand; there is no list of marks that a leak could be tuned to.
"""

import base64
import functools
import hashlib
import html
import json
import random
import unicodedata
from urllib.parse import quote, quote_plus

from tests.canary.search import Needles

# What is short enough to be guessed from its hash, or tells of somebody who comes back.
HASHED = ("session", "address", "forwarded", "name", "phone", "agent")
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
_chance = random.SystemRandom()


def new_word(syllables=7):
    """A word that can be said, so that it goes the way of a name, and that nobody ever used."""
    return "".join(_chance.choice(CONSONANTS) + _chance.choice(VOWELS) for _ in range(syllables))


def digits(number):
    return "".join(_chance.choice("0123456789") for _ in range(number))


class Marks:
    """The marks of one visitor. ``secrets`` are what is searched for, by what they are."""

    def __init__(self):
        self.name, self.surname, self.street, self.word = (new_word().capitalize() for _ in range(4))
        self.accented = f"{new_word(4)}é{new_word(4)}ï"
        self.foreign = "".join(_chance.choice("абвгдежзиклмнопрст") for _ in range(14))
        self.phone = f"06{_chance.choice('1234')}{digits(7)}"
        self.account = f"NL91ABNA0{digits(9)}"
        self.mail = f"{new_word()}@voorbeeld.nl"
        self.agent, self.path, self.file, self.header = (new_word() for _ in range(4))
        self.number = f"{_chance.getrandbits(80):020x}"
        # Every address in 127/8 is this machine; a random one shows whether the address of a visitor is kept.
        self.address = f"127.{_chance.randrange(16, 250)}.{_chance.randrange(16, 250)}.{_chance.randrange(16, 250)}"
        self.forwarded = f"2001:db8:{_chance.randrange(1 << 12, 1 << 16):x}:{_chance.randrange(1 << 12, 1 << 16):x}::7"
        self.secrets = {kind: value for kind, value in vars(self).items() if kind not in ("phone", "account", "mail")}
        # Their tails, so that every way of writing the number is found.
        self.secrets |= {"phone": self.phone[1:], "account": self.account[-9:], "mail": self.mail.split("@")[0]}
        self._sentences = {}

    @property
    def person(self):
        """How somebody says who they are, with all that must never be kept."""
        return (
            f"ik heet {self.name} {self.surname}, mijn nummer is {self.phone}, mail {self.mail}, rekening {self.account}, "
            f"{self.street}straat 12, {self.accented} {self.foreign}"
        )

    def brought(self, session=None):
        """Headers as browsers, proxies and trackers send them."""
        headers = {
            "User-Agent": f"Mozilla/5.0 ({self.agent}; rv:1.0)",
            "X-Forwarded-For": f"{self.forwarded}, 10.0.0.1",
            "X-Real-IP": self.forwarded,
            "Forwarded": f'for="[{self.forwarded}]"',
            "Referer": f"https://voorbeeld.nl/{self.header}?q={self.header}",
            "Cookie": f"_ga={self.header}; session={self.header}",
            "Accept-Language": f"nl-{self.header}",
            "X-Request-ID": self.header,
            "Authorization": "Basic " + base64.b64encode(f"{self.header}:{self.header}".encode()).decode(),
        }
        return headers | ({"X-Sessie": session} if session else {})

    def received(self, session):
        """Look for the id that the server gave from now on, and for its hashes."""
        if session and session not in self.secrets.values():
            self.secrets[f"session {len(self.secrets)}"] = session

    def said(self, sentence):
        """Look for the hashes of a whole sentence from now on: they would tell that somebody said it again."""
        self._sentences[f"sentence {len(self._sentences)}"] = sentence

    @functools.cached_property
    def own(self):
        """What the visitor sent, without what the server made."""
        sent = {kind: secret for kind, secret in self.secrets.items() if not kind.startswith("session")}
        return Needles((kind, shape) for kind, secret in sent.items() for _, shape in shapes(secret))

    def needles(self, plain=False):
        """What to search for, in every writing and hashed too.

        Args:
            plain: only as text is held in memory.
        """
        if plain:
            # The number of the last message is held on purpose, to know it when it is sent again.
            return Needles((kind, secret.lower().encode()) for kind, secret in self.secrets.items() if kind != "number")
        wanted = [(f"{kind} in {name}", shape) for kind, secret in self.secrets.items() for name, shape in shapes(secret)]
        telling = {kind: secret for kind, secret in self.secrets.items() if kind.startswith(HASHED)} | self._sentences
        telling |= {"phone as typed": self.phone, "name in lower case": self.name.lower(), "mail as typed": self.mail}
        wanted += [(f"{name} of {kind}", shape) for kind, secret in telling.items() for name, shape in digests(secret)]
        return Needles(wanted)


@functools.lru_cache(maxsize=None)
def shapes(text):
    """A text in every writing in which it could reach a file, as ``(writing, bytes)``, without doubles.

    In lower case but for what is written in base 64: that is how the search reads what it searches.
    """
    low = text.lower()
    written = {
        "utf-8": low.encode(),
        "decomposed": unicodedata.normalize("NFD", low).encode(),
        "utf-16": low.encode("utf-16-le"),
        "utf-16 big endian": low.encode("utf-16-be"),
        "utf-32": low.encode("utf-32-le"),
        "latin-1": low.encode("latin-1", "ignore"),
        "url": quote(low).lower().encode(),
        "url of a form": quote_plus(low).lower().encode(),
        "json": json.dumps(low)[1:-1].encode(),
        "html": html.escape(low).encode("ascii", "xmlcharrefreplace"),
        "hexadecimal": low.encode().hex().encode(),
        "hexadecimal as typed": text.encode().hex().encode(),
    }
    for alike, form in (("as typed", text), ("in lower case", low)):
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + form.encode())
            # Its first and last letters depend on what stands beside it.
            written[f"base 64 {alike} {shift}"] = coded[4 if shift else 0 : len(coded) // 4 * 4 - 4]
    once = {shape: name for name, shape in reversed(written.items())}
    return [(name, shape) for shape, name in once.items() if len(shape) >= 8]


@functools.lru_cache(maxsize=None)
def digests(text):
    """Hashes of a text, as hexadecimals and as bytes."""
    made = {name: hashlib.new(name, text.encode("utf-8", "replace")) for name in ("md5", "sha1", "sha256")}
    return [pair for n, m in made.items() for pair in ((n, m.hexdigest().encode()), (f"{n} as bytes", m.digest()))]
