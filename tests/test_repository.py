"""What may not stand in the code of this repository."""

import re

import pytest

from lantaarn.settings import PROJECT_ROOT

MAX_LINES = 300
FILES = sorted(path for part in ("lantaarn", "actions") for path in (PROJECT_ROOT / part).rglob("*.py"))
UNPICKLING = re.compile(r"\b(?:c?pickle|dill|cloudpickle|joblib|torch|shelve)\.(?:load|loads|Unpickler|open)\b")
UNSAFE = re.compile(r"allow_pickle\s*=\s*True|yaml\.(?:unsafe_load|full_load|load)\((?!.*SafeLoader)|\b(?:eval|exec)\(")
HOSTS = re.compile(
    r"https?://[^\s\"']*(?:pypi[.]org|pythonhosted[.]org|npmjs\.|unpkg\.com|jsdelivr\.net|cdnjs\.|github\.com|"
    r"githubusercontent\.com|huggingface\.co|tfhub\.dev|conda\.|anaconda\.org|googleapis\.com|debian\.org|ubuntu\.com)",
    re.IGNORECASE,
)


def found(pattern, path):
    """Numbers of the lines of a file that the pattern is in."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if pattern.search(line)]


def each_file(test):
    return pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(PROJECT_ROOT)) for p in FILES])(test)


def test_there_are_files_to_look_at():
    assert len(FILES) > 40


@each_file
def test_nothing_is_unpickled(path):
    assert found(UNPICKLING, path) == []


@each_file
def test_nothing_else_that_runs_what_it_reads(path):
    assert found(UNSAFE, path) == []


@each_file
def test_no_package_host_is_named(path):
    assert found(HOSTS, path) == []


@each_file
def test_a_file_stays_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("line", ["pickle.load(f)", "pickle.loads(b)", "joblib.load(p)"])
def test_the_search_for_unpickling_finds_it(line):
    assert UNPICKLING.search(line)


@pytest.mark.parametrize("line", ["https://pypi" ".org/simple", "x = 'http://files.pythonhosted" ".org/a'"])
def test_the_search_for_hosts_finds_them(line):
    assert HOSTS.search(line)
