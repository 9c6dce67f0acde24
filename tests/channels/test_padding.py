import json

from hypothesis import given
from hypothesis import strategies as st

from lantaarn.channels.padding import SMALLEST, padded


@given(st.binary(max_size=3 * SMALLEST))
def test_every_size_is_one_of_few(body):
    size = len(padded(body))
    assert size >= len(body)
    assert size in {SMALLEST << n for n in range(4)}


def test_the_filling_changes_nothing_for_a_reader():
    answer = {"berichten": [{"text": "é 你"}]}
    assert json.loads(padded(json.dumps(answer, ensure_ascii=False).encode("utf-8"))) == answer
