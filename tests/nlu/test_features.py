import numpy as np
import pytest

from lantaarn.nlu.encoder import DIMENSIONS
from lantaarn.nlu.features import FusedFeatures

TEXTS = ["wat zegt de wet", "wat is de straf", "bel de politie", "de wet en de straf"]


@pytest.fixture
def vectors():
    return np.random.default_rng(3).normal(size=(len(TEXTS), DIMENSIONS)).astype(np.float32)


@pytest.fixture
def fitted(vectors):
    return FusedFeatures().fit(TEXTS, vectors)


def dense(features, texts, vectors):
    return features.transform(texts, vectors).toarray()


def test_characters_words_and_vector_stand_side_by_side(fitted, vectors):
    matrix = fitted.transform(TEXTS, vectors)
    terms = sum(len(v.vocabulary_) for v in fitted._vectorizers)
    assert matrix.shape == (len(TEXTS), terms + DIMENSIONS)
    assert matrix.dtype == np.float32


def test_each_of_the_three_parts_has_length_one(fitted, vectors):
    matrix = dense(fitted, TEXTS, vectors)
    characters = len(fitted._vectorizers[0].vocabulary_)
    for part in (matrix[:, :characters], matrix[:, characters:-DIMENSIONS], matrix[:, -DIMENSIONS:]):
        assert np.linalg.norm(part, axis=1) == pytest.approx(1, abs=1e-5)


def test_the_vector_is_centred_on_what_was_learned(fitted, vectors):
    mean = vectors.mean(axis=0, keepdims=True)
    assert dense(fitted, ["wet"], mean)[0, -DIMENSIONS:] == pytest.approx(0, abs=1e-5)


def test_words_that_were_never_seen_have_no_word_features(fitted, vectors):
    characters = len(fitted._vectorizers[0].vocabulary_)
    assert not dense(fitted, ["ξξξ ψψψ"], vectors[:1])[0, characters:-DIMENSIONS].any()


def test_an_empty_sentence_has_features_without_not_a_number(fitted):
    assert np.isfinite(dense(fitted, [""], np.zeros((1, DIMENSIONS), np.float32))).all()


def test_a_misspelt_word_shares_characters_with_the_right_one(fitted, vectors):
    characters = len(fitted._vectorizers[0].vocabulary_)
    right, misspelt, other = dense(fitted, ["straf", "strraf", "wet"], vectors[:3])[:, :characters]
    assert right @ misspelt > right @ other


def test_what_was_learned_survives_storage_without_pickle(fitted, vectors, tmp_path):
    np.savez(tmp_path / "f.npz", **fitted.to_arrays())
    with np.load(tmp_path / "f.npz", allow_pickle=False) as arrays:
        restored = FusedFeatures.from_arrays(arrays)
    texts = ["wat is de wet", "iets nieuws", "één 你"]
    assert dense(restored, texts, vectors[:3]) == pytest.approx(dense(fitted, texts, vectors[:3]), abs=1e-6)


def test_the_same_sentences_give_the_same_arrays(fitted, vectors):
    again = FusedFeatures().fit(TEXTS, vectors).to_arrays()
    for name, array in fitted.to_arrays().items():
        assert np.array_equal(array, again[name]), name


def test_the_last_sentence_is_remembered_until_it_is_forgotten(fitted, vectors):
    first = fitted.transform(["wat zegt de wet"], vectors[:1])
    assert fitted.transform(["wat zegt de wet"], vectors[:1]) is first
    assert fitted.transform(["bel de politie"], vectors[2:3]) is not first
    fitted.forget()
    assert "bel de politie" not in repr(vars(fitted))


def test_a_sentence_of_somebody_else_gets_features_of_its_own(fitted, vectors):
    fitted.transform(["wat zegt de wet"], vectors[:1])
    after = dense(fitted, ["bel de politie"], vectors[2:3])
    fitted.forget()
    assert after == pytest.approx(dense(fitted, ["bel de politie"], vectors[2:3]))


def test_features_that_learned_something_else_have_another_fingerprint(fitted, vectors):
    assert fitted.fingerprint() == FusedFeatures().fit(TEXTS, vectors).fingerprint()
    assert fitted.fingerprint() != FusedFeatures().fit(TEXTS[::-1] + ["de wet"], vectors[[3, 2, 1, 0, 0]]).fingerprint()
