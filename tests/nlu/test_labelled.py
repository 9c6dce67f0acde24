import pytest

from lantaarn.nlu.labelled import LabelledFileError, labelled_rows

CANARY = "kanariepiet"


@pytest.fixture
def read(tmp_path):
    def text(content):
        path = tmp_path / "zinnen.tsv"
        path.write_bytes(content.encode("utf-8"))
        return labelled_rows(path)

    return text


def test_a_row_is_a_sentence_its_label_and_what_follows(read):
    assert read("hoi\tgesprek_groet\tkort\n") == [["hoi", "gesprek_groet", "kort"]]


def test_empty_lines_are_passed_over(read):
    assert read("\na\tb\n   \nc\td") == [["a", "b"], ["c", "d"]]


def test_white_space_around_columns_goes(read):
    assert read(" a \t b \n") == [["a", "b"]]


def test_windows_line_ends_are_fine(read):
    assert read("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]


def test_accents_and_other_scripts_are_read(read):
    assert read("één\tx\nпомощь\ty\n") == [["één", "x"], ["помощь", "y"]]


@pytest.mark.parametrize("line", [CANARY, f"{CANARY}\t", f"{CANARY}\t  \tkort"])
def test_a_line_without_label_is_named_by_file_and_number_and_not_shown(read, line):
    with pytest.raises(LabelledFileError) as caught:
        read(f"a\tb\n\n{line}\n")
    assert "zinnen.tsv, regel 3" in str(caught.value)
    assert CANARY not in str(caught.value)


def test_an_empty_file_has_no_rows(read):
    assert read("") == []
