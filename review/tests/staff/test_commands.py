"""The commands: making an administrator, and starting."""

import getpass
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from staff.people import roles_of

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "drie blauwe fietsen"


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the questions for a password."""

    def types(*answers):
        left = list(answers)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: left.pop(0))

    return types


def make(name):
    output = io.StringIO()
    call_command("maak_beheerder", name, stdout=output)
    return output.getvalue()


def test_it_makes_an_administrator_with_a_password_of_ones_own(typed, log_of, client, post_login):
    typed(PASSWORD, PASSWORD)
    output = make("Anna")
    made = get_user_model().objects.get()
    assert made.username == "anna" and roles_of(made) == ["beheerder"] and made.check_password(PASSWORD)
    assert not made.is_superuser and not made.is_staff
    assert "anna is gemaakt" in output and PASSWORD not in output
    assert log_of("anna") == [("event:administrator_made", "", True)]
    assert post_login(client, "anna", PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["kort", "kort"], "te kort"),
        (["password1234", "password1234"], "te algemeen"),
        (["welkom202612", "welkom202612"], "te makkelijk te raden"),
        (["annaannaanna", "annaannaanna"], "lijkt te veel op"),
        ([PASSWORD, "iets anders dus"], "niet hetzelfde"),
        (["", ""], "te kort"),
    ],
)
def test_a_password_that_will_not_do_makes_nothing(typed, answers, sentence):
    typed(*answers)
    with pytest.raises(CommandError, match=sentence) as refused:
        make("annaannaanna")
    assert "Er is niets gemaakt." in str(refused.value) and not any(
        len(answer) > 4 and answer in str(refused.value) for answer in answers
    )
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("name", ["anna", "ANNA"])
def test_a_name_that_is_there_is_refused_before_a_password_is_asked(typed, make_user, name):
    make_user("anna", "lezer")
    typed()
    with pytest.raises(CommandError, match="Er is al een account met de naam anna."):
        make(name)
    assert roles_of(get_user_model().objects.get()) == ["lezer"]


def test_a_name_that_is_no_name_is_refused(typed):
    typed()
    with pytest.raises(CommandError, match="kleine letters"):
        make("anna; drop")


def test_nothing_typed_makes_nothing(monkeypatch):
    def no_terminal(prompt):
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", no_terminal)
    with pytest.raises(CommandError, match="geen wachtwoord getypt"):
        make("anna")


def test_no_command_of_ours_takes_a_secret_in_its_line():
    from django.core.management import get_commands, load_command_class

    ours = {name: app for name, app in get_commands().items() if "." not in app}
    assert {"serve", "maak_beheerder"} <= set(ours)
    for name, app in ours.items():
        parser = load_command_class(app, name).create_parser("manage.py", name)
        words = " ".join(option for action in parser._actions for option in [action.dest, *action.option_strings])
        assert not any(
            secret in words.lower() for secret in ("password", "wachtwoord", "secret", "geheim", "sleutel", "token")
        ), name


def run(tmp_path, *command, **settings):
    environment = {
        "PATH": os.environ["PATH"],
        "NAKIJKEN_SLEUTELBESTAND": str(tmp_path / "sleutel"),
        "NAKIJKEN_DATABASE": f"sqlite:///{tmp_path}/n.db",
        "NAKIJKEN_BEURTEN": f"sqlite:///{tmp_path}/geen.db",
    } | settings
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_first_start_says_how_to_make_an_administrator(tmp_path, unused_port):
    running = run(tmp_path, "serve", NAKIJKEN_PORT=str(unused_port))
    try:
        first, second = running.stderr.readline(), running.stderr.readline()
    finally:
        running.terminate()
        running.communicate(timeout=20)
    assert first == f"Het nakijkgereedschap staat klaar op http://localhost:{unused_port}/ (stoppen: Ctrl+C)\n"
    assert second == "Er is nog geen beheerder. Maak er een, in een ander venster: make review-beheerder NAAM=je-naam\n"
    assert (tmp_path / "n.db").stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_said(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        output = run(tmp_path, "serve", NAKIJKEN_PORT=str(port)).communicate(timeout=60)[1]
    assert f"Op 127.0.0.1:{port} kan niet worden geluisterd." in output and "Traceback" not in output


def test_a_database_that_cannot_be_reached_is_said_without_its_address(tmp_path):
    where = "postgresql://geheime-naam:geheim-woord@127.0.0.1:1/nakijken"
    output = run(tmp_path, "serve", NAKIJKEN_DATABASE=where).communicate(timeout=60)[1]
    assert "De database van NAKIJKEN_DATABASE is niet te bereiken" in output
    assert "Traceback" not in output and "geheim" not in output


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]
