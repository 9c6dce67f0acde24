import numpy as np
import pytest

from lantaarn.nlu import features as features_module
from lantaarn.nlu.encoder import DIMENSIONS
from lantaarn.nlu.features import VECTOR_WEIGHT, FusedFeatures

# Characters count from four sentences on, words from two.
TEXTS = ["wat zegt de wet", "wat is de straf", "bel de politie", "de wet en de straf"] * 4


@pytest.fixture(autouse=True)
def vectors_without_a_model(monkeypatch):
    """The same sentence always has the same vector, without the encoder and its memory."""

    def vector(text):
        return np.random.default_rng(list(text.encode())).normal(size=DIMENSIONS)

    class Encoder:
        @staticmethod
        def encode(texts, progress=None):
            return np.array([vector(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)

    monkeypatch.setattr(features_module, "encoder", Encoder)


@pytest.fixture
def fitted():
    return FusedFeatures().fit(TEXTS)


def dense(features, *texts):
    return features.transform(texts).toarray()


def test_characters_words_and_vector_stand_side_by_side(fitted):
    matrix = fitted.transform(TEXTS)
    terms = sum(len(v.vocabulary_) for v in fitted._vectorizers)
    assert matrix.shape == (len(TEXTS), terms + DIMENSIONS)
    assert matrix.dtype == np.float32
    assert [part.stop - part.start for part in fitted.parts.values()][2] == DIMENSIONS
    assert fitted.parts["vector"].stop == matrix.shape[1]


def test_characters_and_words_have_length_one_and_the_vector_its_weight(fitted):
    matrix = dense(fitted, *TEXTS)
    for (name, part), length in zip(fitted.parts.items(), (1, 1, VECTOR_WEIGHT), strict=True):
        assert np.linalg.norm(matrix[:, part], axis=1) == pytest.approx(length, abs=1e-5), name


def test_words_that_were_never_seen_have_no_word_features(fitted):
    assert not dense(fitted, "ξξξ ψψψ")[0, fitted.parts["words"]].any()


def test_an_empty_sentence_has_features_without_not_a_number(fitted):
    assert np.isfinite(dense(fitted, "")).all()


@pytest.mark.parametrize("typed", ["bel de poltie", "bel de politei", "bel de pollitie", "Bel de POLITIE 😕"])
def test_a_typing_error_in_a_frequent_word_changes_nothing(fitted, typed):
    assert np.array_equal(dense(fitted, typed), dense(fitted, "bel de politie"))


def test_what_was_learned_survives_storage_without_pickle(fitted, tmp_path):
    np.savez(tmp_path / "f.npz", **fitted.to_arrays())
    with np.load(tmp_path / "f.npz", allow_pickle=False) as arrays:
        restored = FusedFeatures.from_arrays(arrays)
    texts = ["wat is de wet", "iets nieuws", "één 你", "bel de poltie"]
    assert dense(restored, *texts) == pytest.approx(dense(fitted, *texts), abs=1e-6)


def test_the_same_sentences_give_the_same_arrays(fitted):
    again = FusedFeatures().fit(TEXTS).to_arrays()
    for name, array in fitted.to_arrays().items():
        assert np.array_equal(array, again[name]), name


def test_the_last_sentence_is_remembered_until_it_is_forgotten(fitted):
    first = fitted.transform(["wat zegt de wet"])
    assert fitted.transform(["wat zegt de wet"]) is first
    assert fitted.transform(["bel de politie"]) is not first
    fitted.forget()
    assert "bel de politie" not in repr(vars(fitted))


def test_a_sentence_of_somebody_else_gets_features_of_its_own(fitted):
    fitted.transform(["wat zegt de wet"])
    after = dense(fitted, "bel de politie")
    fitted.forget()
    assert after == pytest.approx(dense(fitted, "bel de politie"))


def test_features_that_learned_something_else_have_another_fingerprint(fitted):
    assert fitted.fingerprint() == FusedFeatures().fit(TEXTS).fingerprint()
    assert fitted.fingerprint() != FusedFeatures().fit([*TEXTS, "de wet"]).fingerprint()
