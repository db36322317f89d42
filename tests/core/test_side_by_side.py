"""Trainings side by side: the losses that each would have alone, for every cell, whatever is drawn for it."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from lstm_core import CELLS, Config, fit, fit_side_by_side
from lstm_core.fast.pool import POOL
from lstm_core.learning.side_by_side import Layers
from lstm_core.learning.train import TrainingState, new_network
from lstm_core.networks.stack import down, up
from tests.support.echo import ECHO
from tests.support.number_tasks import DOTS, SIGN, SUM

TOGETHER = [key for key, cell in CELLS.items() if POOL.plan(cell)]
SMALL = Config(
    cell="lstm",
    task="echo",
    hidden_size=5,
    embedding_size=3,
    layers=2,
    steps=5,
    batch_size=4,
    rate=0.03,
    dtype="float64",
)


def configs(seeds: int = 3, **changes) -> list[Config]:
    return [replace(SMALL, seed=seed, **changes) for seed in range(seeds)]


def both(task, chosen: list[Config], steps: int | None = None):
    """(side by side, apart): lists over steps and seeds of Progress, and the networks."""
    networks, apart = ([new_network(CELLS[c.cell], task, c) for c in chosen] for _ in range(2))
    together = list(itertools.islice(fit_side_by_side(networks, task, chosen), steps))
    alone = [list(itertools.islice(fit(network, task, c), steps)) for network, c in zip(apart, chosen, strict=True)]
    return together, list(zip(*alone, strict=True)), networks, apart


@pytest.mark.parametrize("key", TOGETHER)
def test_every_seed_has_the_losses_and_the_weights_that_it_has_alone(key):
    together, alone, networks, apart = both(ECHO, configs(cell=key, curriculum="none"))
    for side, one in zip(together, alone, strict=True):
        np.testing.assert_allclose([p.loss for p in side], [p.loss for p in one], rtol=1e-12)
        np.testing.assert_allclose([p.norm for p in side], [p.norm for p in one], rtol=1e-10)
        assert [p[:2] + p[3:6] for p in side] == [p[:2] + p[3:6] for p in one]
    for network, other in zip(networks, apart, strict=True):
        for name, array in network.parameters.items():
            np.testing.assert_allclose(array, other.parameters[name], rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize(("task", "level"), [(SUM, 0), (SUM, 6), (SIGN, 0)])
def test_so_it_is_with_numbers_and_with_levels_that_grow_at_different_times(task, level):
    chosen = configs(layers=1, steps=40, level=level, curriculum="accuracy", schedule="constant")
    together, alone, _, _ = both(task, [replace(c, rate=0.01 * (1 + c.seed)) for c in chosen])
    for side, one in zip(together, alone, strict=True):
        np.testing.assert_allclose([p.loss for p in side], [p.loss for p in one], rtol=1e-9)
        assert [p.level for p in side] == [p.level for p in one]


@pytest.mark.parametrize("key", TOGETHER)
def test_the_gradients_of_one_batch_are_each_models_own(key):
    chosen = configs(cell=key)
    networks = [new_network(CELLS[key], ECHO, c) for c in chosen]
    batches = [ECHO.sample(np.random.default_rng(m), 4, gap=m) for m in range(3)]
    layers = Layers(networks)
    h = layers.up([network.vectors(batch.inputs) for network, batch in zip(networks, batches, strict=True)])
    d_h = np.random.default_rng(9).normal(size=h.shape)
    for m, batch in enumerate(batches):
        d_h[len(batch.inputs) :, m] = 0
    gradients, d_x = layers.down(d_h)
    for m, (network, batch) in enumerate(zip(networks, batches, strict=True)):
        climb = up(network, network.vectors(batch.inputs))
        steps = len(batch.inputs)
        np.testing.assert_allclose(h[:steps, m], climb.h, rtol=1e-12, atol=1e-14)
        own, d_own = down(climb, d_h[:steps, m])
        np.testing.assert_allclose(d_x[:steps, m], d_own, rtol=1e-10, atol=1e-13)
        for name, array in own.items():
            np.testing.assert_allclose(gradients[name][m], array, rtol=1e-10, atol=1e-12)


def test_trainings_that_were_stopped_go_on_together_or_apart():
    chosen = configs(2)
    whole, alone, _, _ = both(ECHO, chosen)
    networks = [new_network(CELLS["lstm"], ECHO, c) for c in chosen]
    states = [TrainingState.new(network, ECHO, c) for network, c in zip(networks, chosen, strict=True)]
    first = list(itertools.islice(fit_side_by_side(networks, ECHO, chosen, states), 2))
    rest = list(fit(networks[1], ECHO, chosen[1], states[1]))
    np.testing.assert_allclose(
        [p[1].loss for p in first] + [p.loss for p in rest], [p[1].loss for p in alone], rtol=1e-10
    )
    assert [p[0].step for p in first] == [1, 2]
    assert len(whole) == 5


def test_a_model_that_diverges_is_named_by_its_seed():
    chosen = configs(2)
    networks = [new_network(CELLS["lstm"], ECHO, c) for c in chosen]
    networks[1].readout_b[0] = np.nan
    with pytest.raises(FloatingPointError, match="seed 1: the loss is nan"):
        next(fit_side_by_side(networks, ECHO, chosen))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hidden_size": 4}, "have one cell, one size and one direction"),
        ({"cell": "gru"}, "have one cell, one size and one direction"),
        ({"bidirectional": True}, "have one cell, one size and one direction"),
        ({"steps": 6}, "one number of steps and one size of a batch"),
        ({"batch_size": 5}, "one number of steps and one size of a batch"),
        ({"dropout": 0.5}, "leave nothing out"),
    ],
)
def test_what_cannot_go_side_by_side_is_refused_in_a_sentence(changes, message):
    chosen = [SMALL, replace(SMALL, seed=1, **changes)]
    networks = [new_network(CELLS[c.cell], ECHO, c) for c in chosen]
    with pytest.raises(ValueError, match=message):
        next(fit_side_by_side(networks, ECHO, chosen))
    with pytest.raises(ValueError, match="each of 2 networks has its config, got 1"):
        next(fit_side_by_side([networks[0], networks[0]], ECHO, chosen[:1]))


def test_a_cell_without_a_fast_program_is_refused():
    config = replace(SMALL, cell="conv_lstm", task="dots")
    with pytest.raises(ValueError, match="has no fast program, so it is trained alone"):
        next(fit_side_by_side([new_network(CELLS["conv_lstm"], DOTS, config)], DOTS, [config]))
