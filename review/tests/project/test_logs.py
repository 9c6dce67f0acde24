"""What this process writes about itself: never a word, a name or an address that somebody sent."""

import ast
import logging
from pathlib import Path

import pytest

from staff.logs import OURS, ClassOnly

ROOT = Path(__file__).resolve().parents[2]
SECRET = "geheim-woord"


def line_of(name, message, *arguments, error=None):
    record = logging.LogRecord(
        name, logging.ERROR, __file__, 1, message, arguments, (type(error), error, None) if error else None
    )
    return ClassOnly().format(record)


def test_arguments_are_never_printed():
    assert (
        line_of("django.request", "Internal Server Error: %s", f"/x/{SECRET}")
        == "ERROR django.request Internal Server Error: %s"
    )
    assert SECRET not in line_of("turns.digest", "day %(day)s failed", {"day": SECRET})


def test_of_an_error_only_its_class_is_printed():
    assert (
        line_of("staff.audit", "log entry not written", error=ValueError(SECRET))
        == "ERROR staff.audit log entry not written ValueError"
    )


def test_a_message_that_a_library_filled_in_itself_is_left_out():
    assert (
        line_of("waitress", f"Exception while serving /start/1/{SECRET}/", error=OSError(SECRET))
        == "ERROR waitress OSError"
    )
    assert (
        line_of("django.security.DisallowedHost", f"Invalid HTTP_HOST header: '{SECRET}'")
        == "ERROR django.security.DisallowedHost"
    )


def test_only_the_first_line_of_a_message_is_printed():
    assert "\n" not in line_of("staff.x", "one\ntwo")
    assert line_of("staff.x", "") == "ERROR staff.x"


def own_modules():
    for name in OURS:
        yield from (ROOT / name).rglob("*.py")


def test_our_own_messages_are_constants():
    found = []
    for path in own_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
            ):
                if node.func.value.id in ("logger", "logging") and node.func.attr in (
                    "debug",
                    "info",
                    "warning",
                    "error",
                    "exception",
                    "critical",
                ):
                    if not (
                        node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
                    ):
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_the_list_of_our_own_loggers_has_every_part_of_the_tool():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages == OURS


def test_setting_django_up_again_silences_nobody():
    import django

    import project.wsgi  # noqa: F401
    from staff import audit

    django.setup()
    assert not audit.logger.disabled and not logging.getLogger("staff.notices").disabled


@pytest.mark.django_db(databases=["default", "turns"])
def test_a_page_that_fails_logs_no_word_of_what_was_sent(sign_in, monkeypatch, caplog):
    from staff.views import front

    def fail(*_):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(front, "notices", fail)
    client = sign_in("lezer")
    client.raise_request_exception = False
    assert client.get(f"/?zoek={SECRET}").status_code == 500
    lines = [ClassOnly().format(record) for record in caplog.records]
    assert any("RuntimeError" in line for line in lines)
    assert not any(SECRET in line for line in lines)


@pytest.mark.django_db(databases=["default", "turns"])
def test_of_a_page_that_fails_its_name_and_the_error_are_in_the_log_and_no_word(sign_in, monkeypatch, caplog):
    import turns.views

    def fail(*_, **__):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(turns.views, "get_object_or_404", fail)
    client = sign_in("lezer")
    client.raise_request_exception = False
    assert client.post(f"/gesprekken/{SECRET}/?zin={SECRET}", {"zin": SECRET}).status_code == 500
    lines = [ClassOnly().format(record) for record in caplog.records if record.name == "django.request"]
    assert lines == ["ERROR django.request 500 turns:conversation RuntimeError"]
    assert not any(SECRET in ClassOnly().format(record) for record in caplog.records)


def test_of_an_address_that_is_no_page_nothing_is_repeated(rf):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s: %s", ("x", SECRET), None)
    record.status_code, record.request = 404, rf.get(f"/{SECRET}/")
    assert ClassOnly().format(record) == "ERROR django.request 404 no page"
