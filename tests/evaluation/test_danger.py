import json

import pytest

from lantaarn.evaluation import danger
from lantaarn.evaluation.danger import DangerCase, as_text, evaluate_danger, score_sheet, threshold_curves
from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.settings import Settings


def case(wanted, *found, language="nl", message="een bericht", margin=0.5):
    return DangerCase(message, wanted, language, tuple(found), dict.fromkeys(KINDS, margin))


def hits(share):
    return share["hits"], share["total"]


@pytest.mark.parametrize(
    ("wanted", "found", "caught"),
    [
        ("112", ("112",), True),
        ("112", ("victim",), False),
        ("112", (), False),
        ("113", ("112", "113"), False),
        ("113", ("113", "minor"), True),
        ("minor", ("victim",), False),
        ("victim", ("victim",), True),
        ("victim", ("112",), True),
        ("victim", ("minor",), True),
        ("victim", ("113",), False),
        ("refuse", ("112",), False),
    ],
)
def test_the_line_that_the_visitor_gets_first_decides(wanted, found, caught):
    assert case(wanted, *found).caught is caught


CASES = [
    case("112", "112"),
    case("112", "113", message="gemist"),
    case("113", language="pl", message="niets gevonden"),
    case("none"),
    case("none", "victim", message="bang gemaakt"),
    case("none", language="pl"),
    case("victim", "112", language=""),
]


def test_recall_counts_per_kind():
    recall = score_sheet(CASES)["recall"]
    assert {kind: hits(share) for kind, share in recall.items()} == {
        "112": (1, 2),
        "113": (0, 1),
        "minor": (0, 0),
        "victim": (1, 1),
        "refuse": (0, 0),
    }


def test_any_alarm_counts_the_wrong_kind_too():
    assert hits(score_sheet(CASES)["any_alarm"]["112"]) == (2, 2)


def test_false_alarms_are_counted_over_harmless_messages_only():
    assert hits(score_sheet(CASES)["false_alarms"]) == (1, 3)


def test_dutch_and_other_languages_are_apart_and_no_language_is_dutch():
    sheet = score_sheet(CASES)
    assert hits(sheet["dutch"]["recall"]) == (2, 3)
    assert hits(sheet["dutch"]["false_alarms"]) == (1, 2)
    assert hits(sheet["other_languages"]["recall"]) == (0, 1)
    assert hits(sheet["other_languages"]["false_alarms"]) == (0, 1)


def test_a_curve_gives_recall_and_false_alarms_for_each_threshold():
    curve = threshold_curves([case("113", margin=0.9), case("113", margin=-0.9), case("none", margin=0.5)])["113"]
    by_threshold = {round(t, 2): (recall, false) for t, recall, false in curve}
    assert by_threshold[-1.0] == (1.0, 1.0)
    assert by_threshold[0.4] == (0.5, 1.0)
    assert by_threshold[0.6] == (0.5, 0.0)
    assert by_threshold[1.0] == (0.0, 0.0)


def test_without_examples_of_a_kind_there_is_no_curve():
    assert threshold_curves([case("113"), case("none")])["minor"] == []
    assert threshold_curves([case("113")])["113"] == []


def test_people_see_every_miss_and_every_false_alarm():
    text = as_text(CASES, score_sheet(CASES))
    missed, false = text.split("\ngemist\n")[1].split("\n\nvals alarm\n")
    assert missed.splitlines() == ["  112, gaf 113: gemist", "  113, gaf niets: niets gevonden"]
    assert false.splitlines() == ["  victim: bang gemaakt"]
    assert "gevonden 112       50.0 % (1/2;" in text


def test_a_run_prints_the_sheet_and_leaves_json_and_a_picture(tmp_path, monkeypatch, capsys):
    file = tmp_path / "berichten.tsv"
    file.write_text("help\t112\tnl\nhallo\tnone\n", encoding="utf-8")
    cases = [case("112", "112"), case("none")]
    monkeypatch.setattr(danger, "danger_cases", lambda _agent, rows: cases[: len(rows)])
    monkeypatch.setattr("lantaarn.startup.load_agent", lambda settings: None)
    assert evaluate_danger(Settings(), file, tmp_path / "uit") == 0
    sheet = json.loads((tmp_path / "uit" / "berichten-gevaar.json").read_text(encoding="utf-8"))
    assert hits(sheet["recall"]["112"]) == (1, 1)
    assert hits(sheet["false_alarms"]) == (0, 1)
    assert (tmp_path / "uit" / "berichten-drempels.svg").stat().st_size > 0
    assert "gevonden 112" in capsys.readouterr().out
