from types import SimpleNamespace

import numpy as np
import pytest

from lantaarn.nlu.encoder import DIMENSIONS, _keep_on_disk, encoder

TABLE = np.arange(2000 * 4, dtype=np.uint8).reshape(2000, 4)


def model(table=TABLE):
    return SimpleNamespace(_backend=SimpleNamespace(table=table))


def on_disk(array):
    base = array
    while base is not None and not isinstance(base, np.memmap):
        base = base.base
    return base is not None


def test_vectors_have_length_one_and_the_same_sentence_the_same_vector():
    first, second, again = encoder().encode(["wat zegt de wet", "bel de politie", "wat zegt de wet"])
    assert first.shape == (DIMENSIONS,)
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-4)
    assert np.array_equal(first, again)
    assert not np.allclose(first, second)


def test_the_table_of_the_real_model_is_read_from_disk():
    assert on_disk(encoder()._model._backend.table)


def test_the_table_is_stored_once_and_then_read(tmp_path):
    for _ in range(2):
        kept = model()
        _keep_on_disk(kept, tmp_path)
        assert on_disk(kept._backend.table)
        assert np.array_equal(kept._backend.table, TABLE)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_table_of_something_else_is_not_used(tmp_path):
    _keep_on_disk(model(TABLE[::-1].copy()), tmp_path)
    kept = model()
    _keep_on_disk(kept, tmp_path)
    assert kept._backend.table is TABLE


def test_a_damaged_file_is_not_used(tmp_path):
    _keep_on_disk(model(), tmp_path)
    next(tmp_path.iterdir()).write_bytes(b"stuk")
    kept = model()
    _keep_on_disk(kept, tmp_path)
    assert kept._backend.table is TABLE


def test_where_nothing_can_be_written_the_table_stays_in_memory(tmp_path):
    (tmp_path / "bestand").write_text("geen map")
    kept = model()
    _keep_on_disk(kept, tmp_path / "bestand")
    assert kept._backend.table is TABLE


def test_another_version_of_the_library_is_left_alone(tmp_path):
    _keep_on_disk(SimpleNamespace(), tmp_path)
    _keep_on_disk(model(None), tmp_path)
    assert list(tmp_path.iterdir()) == []
