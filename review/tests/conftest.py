"""What every test may use: staff with a role, the bot's tables, and a flow book of one's own to change."""

import copy
import datetime as dt
import json
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client

from figures.models import HandoffTally
from flows.book import FORM, fingerprint
from turns.models import GivenSentence, Turn

BUILT = Path(__file__).resolve().parents[2] / "models" / "stroomboek.json"
TODAY = dt.date(2026, 12, 1)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The bot's tables, which Django itself never makes."""
    database = connections["turns"].settings_dict
    if database["NAME"] == settings.DATABASES["default"]["NAME"]:
        return  # no test of this run asks for them, so there is no database to put them in
    with django_db_blocker.unblock(), connections["turns"].schema_editor() as editor:
        for model in (Turn, GivenSentence, HandoffTally):
            editor.create_model(model)


@pytest.fixture
def here(monkeypatch):
    """Changes what ``project.environment`` read, for one test: ``here(two_steps=False)``."""
    from dataclasses import replace

    def change(**changes):
        monkeypatch.setattr(settings, "HERE", replace(settings.HERE, **changes))
        return settings.HERE

    return change


@pytest.fixture
def make_user(db):
    """Makes an account with roles, with its second step set up: ``make_user("anna", "redacteur")``."""

    def make(name, *roles, password="een lang wachtwoord", second_step=True):
        user = get_user_model().objects.create_user(name, email=f"{name}@voorbeeld.nl", password=password)
        user.groups.set(Group.objects.filter(name__in=roles))
        assert user.groups.count() == len(roles)
        if second_step:
            TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        return user

    return make


@pytest.fixture
def sign_in(make_user):
    """A browser that is signed in: ``sign_in("redacteur")``."""

    def make(*roles, name=None):
        client = Client()
        client.force_login(make_user(name or "-".join(roles), *roles), backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return make


@pytest.fixture(scope="session")
def built_book():
    """The content of the flow book that the bot's build wrote."""
    if not BUILT.is_file():
        pytest.exit("Er is geen stroomboek. Draai eerst make train.", returncode=2)
    return json.loads(BUILT.read_text(encoding="utf-8"))["inhoud"]


@pytest.fixture
def write_book(built_book, here, tmp_path):
    """Writes a flow book, changed by a function, and makes the tool read it; gives its path."""
    path = tmp_path / "stroomboek.json"
    here(flow_book=path)

    def write(change=lambda content: None):
        content = copy.deepcopy(built_book)
        change(content)
        path.write_text(json.dumps({"vorm": FORM, "som": fingerprint(content), "inhoud": content}), encoding="utf-8")
        return path

    return write


@pytest.fixture
def book(write_book):
    """Today's flow book, unchanged."""
    write_book()


@pytest.fixture
def add_turns():
    """Writes turns as the bot does; each row is (conversation, turn, topic, step) and what more is named."""

    def add(*rows, **same):
        default = {"confidence": 9, "danger": None, "day": TODAY, "channel": "web", "model": "abc"}
        made = [
            {**default, **same, "conversation": row[0], "turn": row[1], "topic": row[2], "step": row[3]} for row in rows
        ]
        columns = list(made[0])
        names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
        with connections["turns"].cursor() as cursor:
            cursor.executemany(f"INSERT INTO turns ({names}) VALUES ({marks})", [[row[c] for c in columns] for row in made])

    return add


@pytest.fixture
def add_given():
    """Writes masked sentences as the bot does: ``add_given("mag ik bellen met [naam]", ...)``; gives their ids."""

    def add(*sentences, first=9_007_199_254_740_993, day=TODAY):
        with connections["turns"].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO given_sentences (id, sentence, day) VALUES (%s, %s, %s)",
                [[first + number, sentence, day] for number, sentence in enumerate(sentences)],
            )
        return [first + number for number in range(len(sentences))]

    return add
