"""Embedding, readout and loss: gradients against central differences and torch, and what overflows elsewhere."""

import numpy as np
import pytest

from lstm_core.networks.layers import (
    cross_entropy,
    cross_entropy_backward,
    embedding,
    embedding_backward,
    one_hot,
    readout,
    readout_backward,
    softmax,
)
from tests.support.oracles import central_difference, relative_error


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_a_word_that_occurs_often_collects_the_gradient_of_every_place(rng):
    table, ids = rng.normal(size=(6, 3)), np.array([[1, 1], [4, 1], [0, 4]])
    weighting = rng.normal(size=(3, 2, 3))
    vectors, cache = embedding(table, ids)
    assert np.array_equal(vectors[1, 0], table[4])
    d_table = embedding_backward(weighting, cache)
    measured = central_difference(lambda: float(np.sum(weighting * embedding(table, ids)[0])), table)
    assert relative_error(d_table, measured) < 1e-9
    assert not d_table[[2, 3, 5]].any()


def test_one_hot_is_an_embedding_in_the_identity(rng):
    ids = rng.integers(5, size=(4, 3))
    assert np.array_equal(one_hot(5, ids), embedding(np.eye(5), ids)[0])
    assert one_hot(5, ids, np.float32).dtype == np.float32


def test_the_readouts_gradients_match_a_nudge(rng):
    W, b, h = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=(4, 2, 3))
    weighting = rng.normal(size=(4, 2, 5))
    gradients = readout_backward(weighting, readout(W, b, h)[1])
    for array, gradient in zip((W, b, h), gradients, strict=True):
        measured = central_difference(lambda: float(np.sum(weighting * readout(W, b, h)[0])), array)
        assert relative_error(gradient, measured) < 1e-9


def test_the_losss_gradient_matches_a_nudge_whatever_the_weights(rng):
    logits, targets, weights = rng.normal(size=(6, 4)), rng.integers(4, size=6), np.array([1, 5, 0, 0.5, 1, 2.0])
    d_logits = cross_entropy_backward(3.0, cross_entropy(logits, targets, weights)[1])
    measured = central_difference(lambda: 3.0 * cross_entropy(logits, targets, weights)[0], logits)
    assert relative_error(d_logits, measured) < 1e-8
    assert not d_logits[2].any()


def test_loss_and_gradient_equal_those_of_torch(rng):
    torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    logits, targets, weights = rng.normal(size=(6, 4)), rng.integers(4, size=6), rng.uniform(0, 5, 6)
    loss, cache = cross_entropy(logits, targets, weights)
    z = torch.tensor(logits, requires_grad=True)
    each = torch.nn.functional.cross_entropy(z, torch.tensor(targets), reduction="none")
    theirs = (each * torch.tensor(weights)).sum() / weights.sum()
    theirs.backward()
    assert abs(loss - theirs.item()) < 1e-14
    assert np.abs(cross_entropy_backward(1.0, cache) - z.grad.numpy()).max() < 1e-15


def test_scores_of_any_size_give_probabilities():
    p = softmax(np.array([[1000.0, 0.0, -1000.0], [-1e308, -1e308, -1e308]]))
    assert np.allclose(p.sum(axis=-1), 1)
    assert np.allclose(p[1], 1 / 3)
    loss, _ = cross_entropy(np.array([[0.0, 1000.0]]), np.array([0]), np.ones(1))
    assert loss == 1000


def test_equal_scores_cost_the_logarithm_of_their_number():
    loss, _ = cross_entropy(np.zeros((3, 16)), np.array([0, 5, 15]), np.array([1.0, 7.0, 2.0]))
    assert abs(loss - np.log(16)) < 1e-14
