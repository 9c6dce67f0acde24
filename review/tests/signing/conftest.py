"""Approvers, and a flow book in which one item says something else."""

import pytest

from flows.book import current_book, fingerprint
from signing.signatures import sign

ANSWER = "antwoord:utter_wet_inhoud"
DANGER = "gevaar:112"


@pytest.fixture
def anna(make_user):
    return make_user("anna", "beoordelaar")


@pytest.fixture
def bert(make_user):
    return make_user("bert", "beoordelaar")


@pytest.fixture
def as_user(client):
    """The test's browser, signed in as somebody."""
    from django.conf import settings

    def use(user):
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return use


@pytest.fixture
def signs(book):
    """Signs items as they are now, by each of these people: ``signs(ANSWER, anna)``; gives the last signature."""

    def each(name, *people, remark=""):
        item = current_book()["onderdelen"][name]
        return [sign(person, name, item, item["vingerafdruk"], remark) for person in people][-1]

    return each


@pytest.fixture
def change_item(write_book):
    """Writes a flow book in which the content of one item differs: ``change_item(ANSWER, tekst="Anders.")``."""

    def write(name, **changes):
        def change(content):
            item = content["onderdelen"][name]
            item["inhoud"].update(changes)
            item["vingerafdruk"] = fingerprint(item["inhoud"])

        write_book(change)

    return write
