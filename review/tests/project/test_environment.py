"""Every setting of the review tool: what it takes, what it refuses, and that a refused value is never shown."""

import os
import stat
from pathlib import Path

import pytest

from project.environment import SETTINGS, Environment, SettingError

GOOD = {
    "NAKIJKEN_PORT": ("9000", 9000),
    "NAKIJKEN_HOST": ("0.0.0.0", "0.0.0.0"),
    "NAKIJKEN_SITES": (
        "nakijken.voorbeeld.nl  ander.voorbeeld.nl:8443",
        ("nakijken.voorbeeld.nl", "ander.voorbeeld.nl:8443"),
    ),
    "NAKIJKEN_DATABASE": (
        "postgresql://nakijken:p%2Fw@db:5432/nakijken",
        "postgresql://nakijken:p%2Fw@db:5432/nakijken",
    ),
    "NAKIJKEN_BEURTEN": ("sqlite:////srv/beurten.db", "sqlite:////srv/beurten.db"),
    "NAKIJKEN_STROOMBOEK": ("/srv/stroomboek.json", Path("/srv/stroomboek.json")),
    "NAKIJKEN_CHATPAGINA": ("/srv/pagina", Path("/srv/pagina")),
    "NAKIJKEN_TWEE_STAPPEN": ("Uit", False),
    "NAKIJKEN_STIL_MINUTEN": ("5", 300),
    "NAKIJKEN_LANGST_UREN": ("8", 28_800),
    "NAKIJKEN_BOT": ("http://127.0.0.1:5006", "http://127.0.0.1:5006"),
    "NAKIJKEN_BOT_SLEUTEL": ("s" * 32, "s" * 32),
    "NAKIJKEN_OIDC_NAAM": ("de gemeente", "de gemeente"),
    "NAKIJKEN_OIDC_SERVER": ("https://inloggen.voorbeeld.nl/realms/hulp", "https://inloggen.voorbeeld.nl/realms/hulp"),
    "NAKIJKEN_OIDC_CLIENT": ("lantaarn", "lantaarn"),
    "NAKIJKEN_OIDC_GEHEIM": ("geheimpje", "geheimpje"),
    "NAKIJKEN_SLEUTELBESTAND": ("/srv/sleutel", Path("/srv/sleutel")),
}
WRONG = [
    ("NAKIJKEN_PORT", "0"),
    ("NAKIJKEN_PORT", "70000"),
    ("NAKIJKEN_PORT", "8_090"),
    ("NAKIJKEN_PORT", "٨٠٩٠"),
    ("NAKIJKEN_PORT", "hier"),
    ("NAKIJKEN_HOST", " "),
    ("NAKIJKEN_SITES", ""),
    ("NAKIJKEN_SITES", "https://nakijken.voorbeeld.nl"),
    ("NAKIJKEN_SITES", "*.voorbeeld.nl"),
    ("NAKIJKEN_DATABASE", "mysql://x/y"),
    ("NAKIJKEN_DATABASE", "postgres://wie:ge/heim@db/nakijken"),
    ("NAKIJKEN_DATABASE", "postgres://wie:ge#heim@db/nakijken"),
    ("NAKIJKEN_DATABASE", "postgres://wie@db:99999/nakijken"),
    ("NAKIJKEN_DATABASE", "postgres://wie@db"),
    ("NAKIJKEN_DATABASE", "sqlite:///"),
    ("NAKIJKEN_BEURTEN", "opslag/beurten.db"),
    ("NAKIJKEN_STROOMBOEK", ""),
    ("NAKIJKEN_CHATPAGINA", " "),
    ("NAKIJKEN_TWEE_STAPPEN", "ja"),
    ("NAKIJKEN_STIL_MINUTEN", "0"),
    ("NAKIJKEN_STIL_MINUTEN", "481"),
    ("NAKIJKEN_STIL_MINUTEN", "2.5"),
    ("NAKIJKEN_LANGST_UREN", "25"),
    ("NAKIJKEN_BOT", "https://chat.voorbeeld.nl"),
    ("NAKIJKEN_BOT", "http://192.168.1.4:5005"),
    ("NAKIJKEN_BOT", "http://localhost:5005@elders.nl"),
    ("NAKIJKEN_BOT_SLEUTEL", "te kort"),
    ("NAKIJKEN_OIDC_NAAM", ""),
    ("NAKIJKEN_OIDC_SERVER", "http://inloggen.voorbeeld.nl"),
    ("NAKIJKEN_OIDC_SERVER", "https://inloggen.voorbeeld.nl; script-src *"),
    ("NAKIJKEN_OIDC_CLIENT", ""),
    ("NAKIJKEN_OIDC_GEHEIM", " "),
    ("NAKIJKEN_SLEUTELBESTAND", ""),
]
NEEDED = {
    "NAKIJKEN_BOT": ["NAKIJKEN_BOT_SLEUTEL"],
    "NAKIJKEN_BOT_SLEUTEL": ["NAKIJKEN_BOT"],
    "NAKIJKEN_OIDC_NAAM": ["NAKIJKEN_OIDC_SERVER", "NAKIJKEN_OIDC_CLIENT", "NAKIJKEN_OIDC_GEHEIM"],
    "NAKIJKEN_OIDC_SERVER": ["NAKIJKEN_OIDC_CLIENT", "NAKIJKEN_OIDC_GEHEIM"],
    "NAKIJKEN_OIDC_CLIENT": ["NAKIJKEN_OIDC_SERVER", "NAKIJKEN_OIDC_GEHEIM"],
    "NAKIJKEN_OIDC_GEHEIM": ["NAKIJKEN_OIDC_SERVER", "NAKIJKEN_OIDC_CLIENT"],
}


def test_the_table_of_good_values_has_every_setting():
    assert set(GOOD) == set(SETTINGS)


@pytest.mark.parametrize("key", GOOD)
def test_a_good_value_is_taken_over(key):
    text, expected = GOOD[key]
    made = Environment.read({key: text} | {other: GOOD[other][0] for other in NEEDED.get(key, [])})
    assert getattr(made, SETTINGS[key][0]) == expected


@pytest.mark.parametrize(("key", "text"), WRONG)
def test_a_wrong_value_is_refused_by_name_and_not_shown(key, text):
    with pytest.raises(SettingError) as refused:
        Environment.read({key: text} | {other: GOOD[other][0] for other in NEEDED.get(key, [])})
    assert str(refused.value) == f"De instelling {key} heeft geen bruikbare waarde."
    # Nor in the error before this one: a traceback would print it.
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(("key", "missing"), [(key, other) for key, others in NEEDED.items() for other in others])
def test_settings_that_belong_together_are_asked_together(key, missing):
    there = {key: GOOD[key][0]} | {other: GOOD[other][0] for other in NEEDED[key] if other != missing}
    with pytest.raises(SettingError, match="hoort ook") as refused:
        Environment.read(there)
    assert missing in str(refused.value)


def test_an_unknown_setting_is_refused_and_others_are_left_alone():
    with pytest.raises(SettingError, match="De instelling NAKIJKEN_POORT bestaat niet."):
        Environment.read({"NAKIJKEN_POORT": "9000"})
    assert Environment.read({"LANTAARN_PORT": "9000"}) == Environment()


def test_secrets_are_not_in_the_printed_form():
    made = Environment.read({key: text for key, (text, _) in GOOD.items()})
    for secret in ("p%2Fw", "s" * 32, "geheimpje"):
        assert secret not in repr(made)


def test_the_key_is_made_once_for_this_user_only(tmp_path):
    here = Environment(secret_file=tmp_path / "nieuw" / "sleutel")
    key = here.secret()
    assert len(key) > 50 and here.secret() == key
    assert stat.S_IMODE(here.secret_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(here.secret_file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"kort", b"\xff\xfe" * 40])
def test_what_is_no_key_is_refused(tmp_path, content):
    path = tmp_path / "sleutel"
    path.write_bytes(content)
    with pytest.raises(SettingError, match="NAKIJKEN_SLEUTELBESTAND"):
        Environment(secret_file=path).secret()
    assert path.read_bytes() == content


def test_a_place_where_no_key_can_be_made_is_refused_by_name(tmp_path):
    (tmp_path / "bestand").write_text("iets")
    with pytest.raises(SettingError, match="NAKIJKEN_SLEUTELBESTAND"):
        Environment(secret_file=tmp_path / "bestand" / "sleutel").secret()


def test_the_example_names_every_setting_with_its_default():
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text(encoding="utf-8")
    named = {line[1:].split("=")[0] for line in example.splitlines() if line.startswith("#NAKIJKEN_")}
    assert named == set(SETTINGS)
    filled = [line[1:] for line in example.splitlines() if line.startswith("#NAKIJKEN_") and not line.endswith("=")]
    keys = {line.split("=")[0] for line in example.splitlines() if line.endswith("=")}
    assert keys == {"#NAKIJKEN_BOT_SLEUTEL", "#NAKIJKEN_OIDC_GEHEIM"}
    whole = dict(line.split("=", 1) for line in filled) | {
        "NAKIJKEN_BOT_SLEUTEL": "s" * 32,
        "NAKIJKEN_OIDC_GEHEIM": "x",
    }
    made = Environment.read(whole)
    default = Environment()
    for name in ("host", "port", "two_steps", "idle", "longest"):
        assert getattr(made, name) == getattr(default, name), name


def test_a_wrong_setting_stops_every_command_with_one_sentence(tmp_path):
    import subprocess
    import sys

    environment = {
        "PATH": os.environ["PATH"],
        "NAKIJKEN_SLEUTELBESTAND": str(tmp_path / "sleutel"),
        "NAKIJKEN_DATABASE": "postgres://a:ge/heim@b/c",
    }
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stderr == "De instelling NAKIJKEN_DATABASE heeft geen bruikbare waarde.\n"
    assert "heim" not in ran.stdout
