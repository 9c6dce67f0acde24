"""Imports run one way, so that what must work when all else fails depends on nothing else."""

import ast

import pytest

from lantaarn.settings import PROJECT_ROOT

ROOT = PROJECT_ROOT / "lantaarn"
KINDS = "lantaarn.nlu.danger_kinds"


def modules(*folders):
    """Files of these folders or modules, as (shown name, path)."""
    for name in folders:
        path = ROOT / name
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
        for file in found:
            yield pytest.param(file, id=str(file.relative_to(PROJECT_ROOT)))


def imported(path):
    """Modules that a file names in an import, wherever it stands; relative ones are written out."""
    package = path.relative_to(PROJECT_ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            module = (base + (node.module or "")).strip(".")
            # "from lantaarn import nlu" names a module too.
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "lantaarn" else [module]


def ours(path):
    return [name for name in imported(path) if name.split(".")[0] in ("lantaarn", "actions", "tests")]


def within(name, *packages):
    return any(name == package or name.startswith(package + ".") for package in packages)


@pytest.mark.parametrize("path", modules("privacy", "settings"))
def test_privacy_and_settings_need_nothing_of_ours(path):
    allowed = ("lantaarn.privacy", "lantaarn.settings")
    assert [name for name in ours(path) if not within(name, *allowed)] == []


@pytest.mark.parametrize("path", modules("answers"))
def test_answers_need_only_themselves_settings_and_the_kinds_of_danger(path):
    allowed = ("lantaarn.answers", "lantaarn.settings", KINDS)
    assert [name for name in ours(path) if not within(name, *allowed)] == []


@pytest.mark.parametrize("path", modules("storage", "nlu", "channels", "messaging"))
def test_what_serves_visitors_does_not_need_what_editors_use(path):
    editors = ("lantaarn.review", "lantaarn.evaluation", "lantaarn.ask", "lantaarn.check", "lantaarn.check_channels", "lantaarn.cli", "tests")
    assert [name for name in ours(path) if within(name, *editors)] == []


@pytest.mark.parametrize("path", modules("nlu", "storage"))
def test_nlu_and_storage_do_not_know_who_calls_them(path):
    callers = ("lantaarn.channels", "lantaarn.messaging", "lantaarn.assistant", "lantaarn.server", "lantaarn.startup", "actions")
    assert [name for name in ours(path) if within(name, *callers)] == []


@pytest.mark.parametrize("path", modules("messaging"))
def test_what_apps_share_knows_no_app_and_no_page(path):
    pages = [f"lantaarn.channels.{name}" for name in ("telegram", "whatsapp", "messenger", "signal", "web", "form", "pages", "assets")]
    assert [name for name in ours(path) if within(name, *pages)] == []


@pytest.mark.parametrize("path", modules("."))
def test_the_package_never_imports_tests(path):
    assert [name for name in ours(path) if within(name, "tests")] == []


def test_the_kinds_of_danger_need_nothing():
    assert ours(ROOT / "nlu" / "danger_kinds.py") == []


def test_the_guard_of_rasa_uses_the_standard_library_only():
    standard = {"__future__", "importlib", "os", "sys", "types", "collections"}
    assert {name.split(".")[0] for name in imported(ROOT / "rasa_runtime.py")} <= standard
