import json
from types import SimpleNamespace

import pytest

from lantaarn.evaluation import topics
from lantaarn.evaluation.parsing import Understanding
from lantaarn.evaluation.topics import Case, as_text, calibration, evaluate_topics, macro_f1, score_sheet
from lantaarn.settings import Settings


def case(wanted, got, confidence=0.9, understood=True, others=(), style="", sentence="een zin"):
    ranking = ((got, confidence), *((name, 0.01) for name in others))
    return Case(sentence, frozenset(wanted.split("|")), style, Understanding(got, confidence, ranking, understood, ()))


RIGHT = case("wet_doel", "wet_doel")
WRONG = case("wet_doel", "wet_inhoud")
ASKED = case("wet_doel", "wet_inhoud", 0.2, understood=False, others=("wet_doel",))
OUTSIDE = case("buiten_bereik", "wet_doel", 0.2, understood=False)


def test_either_of_two_right_topics_is_right():
    assert case("wet_doel|wet_inhoud", "wet_inhoud").right
    assert not case("wet_doel|wet_inhoud", "wet_straf").right


@pytest.mark.parametrize(
    ("others", "offered"),
    [((), False), (("wet_doel",), True), (("a", "wet_doel"), True), (("a", "b", "wet_doel"), False)],
)
def test_offered_is_among_the_first_three(others, offered):
    assert case("wet_doel", "wet_inhoud", others=others).offered is offered


def hits(sheet, key):
    return sheet[key]["hits"], sheet[key]["total"]


def test_the_sheet_counts_what_it_says():
    sheet = score_sheet([RIGHT, WRONG, ASKED, OUTSIDE])
    assert hits(sheet, "accuracy") == (1, 4)
    assert hits(sheet, "top3") == (2, 4)
    assert hits(sheet, "confidently_wrong") == (1, 4)
    assert hits(sheet, "fallback_in_scope") == (1, 3)
    assert hits(sheet, "out_of_scope_recall") == (1, 1)


def test_out_of_scope_is_recognised_by_topic_or_by_asking():
    recognised = case("buiten_bereik", "buiten_bereik")
    answered = case("buiten_bereik", "wet_doel")
    assert hits(score_sheet([recognised, OUTSIDE, answered]), "out_of_scope_recall") == (2, 3)


def test_figures_are_split_by_style_group_and_topic():
    sheet = score_sheet([case("wet_doel", "wet_doel", style="kort"), case("beleid_gender", "wet_doel", style="vraag")])
    assert {name: share["hits"] for name, share in sheet["by_style"].items()} == {"kort": 1, "vraag": 0}
    assert {name: share["hits"] for name, share in sheet["by_group"].items()} == {"beleid": 0, "wet": 1}
    assert set(sheet["by_topic"]) == {"wet_doel", "beleid_gender"}


def test_sentences_without_style_make_no_style():
    assert score_sheet([RIGHT])["by_style"] == {}


def test_macro_f1_by_hand():
    # a: one of two found, one given: F1 = 2/3; b: found, but two given: F1 = 2/3.
    cases = [case("a", "a"), case("a", "b"), case("b", "b")]
    assert macro_f1(cases) == pytest.approx(2 / 3)


def test_macro_f1_is_one_when_all_is_right_and_nought_when_nothing_is():
    assert macro_f1([RIGHT, case("a|b", "b")]) == 1
    assert macro_f1([WRONG]) == 0
    assert macro_f1([]) == 0


def test_a_rare_topic_weighs_as_much_as_a_common_one():
    assert macro_f1([*[case("a", "a")] * 98, case("b", "c")]) == pytest.approx(0.5)


def test_a_confidence_that_comes_true_has_no_calibration_error():
    cases = [case("a", "a", 0.75)] * 3 + [case("a", "b", 0.75)]
    result = calibration(cases)
    assert result["error"] == 0
    assert result["bins"] == [{"confidence": 0.75, "right": 0.75, "count": 4}]


def test_the_calibration_error_weighs_bins_by_their_size():
    cases = [case("a", "a", 0.95)] * 3 + [case("a", "b", 0.55)]
    assert calibration(cases)["error"] == pytest.approx((3 * 0.05 + 0.55) / 4)


def test_full_confidence_falls_in_the_last_bin():
    assert calibration([case("a", "a", 1.0), case("a", "a", 0.91)])["bins"][0]["count"] == 2


def test_nothing_measured_is_no_error():
    assert score_sheet([])["calibration"] == {"error": 0.0, "bins": []}


def test_people_see_figures_with_intervals_and_the_worst_mistakes_surest_first():
    cases = [RIGHT, case("wet_doel", "a", 0.3, False, sentence="minder zeker"), case("wet_doel", "b", 0.99, sentence="heel zeker")]
    text = as_text(cases, score_sheet(cases))
    assert "eerste gok goed" in text
    assert "33.3 % (1/3; 95 %: 6.1 tot 79.2)" in text
    worst = text.split("ergste fouten\n")[1].splitlines()
    assert worst == [
        "  0.99 zeker  wet_doel -> b: heel zeker",
        "  0.30 navraag wet_doel -> a: minder zeker",
    ]


def test_a_run_prints_the_sheet_and_leaves_json_and_pictures(tmp_path, monkeypatch, capsys):
    file = tmp_path / "zinnen.tsv"
    file.write_text("waarom\twet_doel\tkort\nsinds wanneer\twet_doel|wet_inhoud\n", encoding="utf-8")
    monkeypatch.setattr("lantaarn.startup.load_agent", lambda _settings: SimpleNamespace())
    monkeypatch.setattr(topics, "understand_all", lambda _agent, sentences: [RIGHT.got for _ in sentences])
    assert evaluate_topics(Settings(), file, tmp_path / "uit") == 0
    sheet = json.loads((tmp_path / "uit" / "zinnen.json").read_text(encoding="utf-8"))
    assert sheet["accuracy"]["hits"] == 2
    assert (tmp_path / "uit" / "zinnen-ijking.svg").stat().st_size > 0
    assert (tmp_path / "uit" / "zinnen-verwarring.svg").stat().st_size > 0
    assert "eerste gok goed" in capsys.readouterr().out
