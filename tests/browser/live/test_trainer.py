"""A network trains in the page's worker as lstm_core's `fit` trains it: same sequences, same losses, same weights."""

import copy
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from benchmarks.live.trained import Heard, Training, follow
from lstm_core import CELLS, TASKS, Network, backward, fit
from lstm_core.learning.curriculum import draw, first_level
from lstm_core.learning.levers import with_carry_bias
from lstm_core.learning.train import Config, TrainingState, learned
from lstm_core.live.answered import RULES
from lstm_core.live.drawn import DRAWN
from lstm_core.networks.layers import softmax
from lstm_core.networks.loss import loss_and_gradients
from lstm_core.tasks import Batch
from lstm_core.tasks.homeland import homeland
from tests.support.sampled import covering, one_in
from tests.support.typed_cells import TYPED

ALL_TASKS = {**{key: TASKS[key] for key in RULES if key in TASKS}, "homeland": homeland(4)}
LEVELS = {
    "adding": 20,
    "anbn": 6,
    "brackets": 10,
    "echo": 3,
    "adding97": 30,
    "copy": 5,
    "copy_short": 5,
    "latch": 30,
    "reber": 6,
    "temporal_order": 50,
    "temporal_order_6b": 30,
}
TYPED_CELL = next(title for title in TYPED if TYPED[title].carry)
CELLS_TRIED = {**{key: CELLS[key] for key in ("lstm", "gru", "rnn")}, "typed": TYPED[TYPED_CELL]}
TOGETHER = 25


def training(task: str = "temporal_order", cell: str = "lstm", **changes: Any) -> Training:
    config = {"hidden_size": 10, "batch_size": 8, "rate": 0.01, "schedule": "constant", "curriculum": "none"}
    config |= {"steps": 50, "dtype": "float64", "embedding_size": 0, "level": LEVELS.get(task, 0)}
    return Training(CELLS_TRIED[cell], ALL_TASKS[task], Config(cell, task, **config | changes))


def core(asked: Training, network: Network, state: TrainingState, updates: int) -> tuple[list, list, list]:
    """Losses, norms and accuracies of the core's next updates."""
    run = fit(network, asked.task, asked.config, state)
    found = [next(run) for _ in range(updates)]
    return tuple([getattr(one, name) for one in found] for name in ("loss", "norm", "accuracy"))


def assert_the_same(heard: Heard, asked: Training, network: Network, state: TrainingState, updates: int) -> None:
    losses, norms, accuracies = core(asked, network, state, updates)
    np.testing.assert_allclose(heard.every("losses"), losses, rtol=1e-11)
    np.testing.assert_allclose(heard.every("norms"), norms, rtol=1e-11)
    assert heard.every("accuracies").tolist() == accuracies
    for name, array in network.parameters.items():
        np.testing.assert_allclose(heard.weights[name], array.ravel(), rtol=0, atol=1e-11 * np.abs(array).max())


@pytest.mark.parametrize(("task", "cell"), one_in(3, product(ALL_TASKS, CELLS_TRIED)))
def test_a_training_begun_anew_every_25_updates_is_the_cores(twin, task, cell):
    asked = training(task, cell)
    sequences = asked.pool()
    network, state = asked.begun()
    while state.step < asked.config.steps:
        heard = follow(twin.page, sequences, network, ("step", TOGETHER), state=state)
        assert_the_same(heard, asked, network, state, TOGETHER)


def test_200_updates_begun_anew_every_25_are_the_cores_while_the_network_learns(twin):
    asked = training(hidden_size=16, steps=200)
    sequences = asked.pool()
    network, state = asked.begun()
    while state.step < asked.config.steps:
        heard = follow(twin.page, sequences, network, ("step", TOGETHER), state=state)
        assert_the_same(heard, asked, network, state, TOGETHER)


def moved(network: Network, share: float) -> Network:
    """Each weight moved by this share of itself, up or down."""
    found, signs = copy.deepcopy(network), np.random.default_rng(0)
    for array in found.parameters.values():
        array *= 1 + share * signs.choice([-1, 1], array.shape)
    return found


@pytest.mark.parametrize(("task", "cell"), covering(ALL_TASKS, CELLS_TRIED))
def test_a_free_training_drifts_no_more_than_the_cores_own_from_one_bit(twin, task, cell):
    asked = training(task, cell, steps=150 if (task, cell) == ("temporal_order", "lstm") else 75)
    network, state = asked.begun()
    page = follow(twin.page, asked.pool(), network, ("step", asked.config.steps)).every("losses")
    other = moved(network, 2.2e-16)
    own = np.array(core(asked, other, TrainingState.new(other, asked.task, asked.config), asked.config.steps)[0])
    losses = np.array(core(asked, network, state, asked.config.steps)[0])
    drift, bit = abs(page - losses) / losses, abs(own - losses) / losses
    for end in range(TOGETHER, asked.config.steps + 1, TOGETHER):
        assert drift[:end].max() <= 10 * bit[:end].max() + 1e-13, f"{drift[:end].max():.0e} after {end} updates"


CHANGES = {"rate": ("rate", 0.003), "clip": ("clip", 0.05), "length": ("level", 20)}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_changed_while_it_trains_acts_from_the_next_update_on(twin, name):
    asked = training(steps=20)
    field, value = CHANGES[name]
    network, state = asked.begun()
    hands = [("step", 10), ("set", name, value), ("step", 10)]
    heard = follow(twin.page, asked.pool(levels=(20, 50)), network, *hands)
    first = core(asked, network, state, 10)[0]
    config = replace(asked.config, **{field: value})
    state.level = config.level
    second = core(replace(asked, config=config), network, state, 10)[0]
    np.testing.assert_allclose(heard.every("losses"), first + second, rtol=1e-11)
    before = asked.config.level if name == "length" else getattr(asked.config, field)
    assert heard.of_kind("mark") == [{"kind": "mark", "update": 10, "name": name, "from": before, "to": value}]


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_a_forget_bias_is_added_to_what_the_bias_has_become(twin, cell):
    asked = training(cell=cell, steps=20)
    network, state = asked.begun()
    own = 1.0 if cell == "lstm" else 0.0
    heard = follow(twin.page, asked.pool(), network, ("step", 10), ("set", "forget_bias", 2.5), ("step", 10))
    first = core(asked, network, state, 10)[0]
    network.layers[0].weights["b_f" if cell == "lstm" else "b_z"][:] += 2.5 - own
    second = core(asked, network, state, 10)[0]
    np.testing.assert_allclose(heard.every("losses"), first + second, rtol=1e-11)


def test_a_forget_bias_before_the_first_update_is_where_the_bias_starts(twin):
    asked = training(cell="gru", steps=10)
    network, state = asked.begun()
    heard = follow(twin.page, asked.pool(), network, ("set", "forget_bias", -1.7), ("step", 10))
    biased = with_carry_bias(network.layers[0].cell, network.layers[0].weights, -1.7)
    network.layers[0].weights["b_z"][:] = biased["b_z"]
    np.testing.assert_allclose(heard.every("losses"), core(asked, network, state, 10)[0], rtol=1e-11)


def test_another_size_of_a_batch_goes_on_with_the_next_sequences(twin):
    asked = training("adding", steps=20)
    network, state = asked.begun()
    heard = follow(twin.page, asked.pool(), network, ("step", 3), ("set", "batch", 4), ("step", 2), ("step", 2))
    expected = list(core(asked, network, state, 3)[0])
    for update in range(4):
        whole = draw(asked.task, asked.config, 4 + update // 2, asked.config.level)
        half = slice(4 * (update % 2), 4 * (update % 2) + 4)
        parts = (getattr(whole, name)[:, half] for name in ("inputs", "targets", "weights"))
        batch = Batch(*parts, whole.lengths[half])
        found = loss_and_gradients(network, batch)
        expected.append(learned(network, asked.task, asked.config, state, batch, found).loss)
    np.testing.assert_allclose(heard.every("losses"), expected, rtol=1e-11)
    assert heard.last("sequences") == 3 * 8 + 4 * 4


def test_reset_is_back_where_the_seed_began_with_the_settings_as_they_are(twin):
    asked = training(steps=20)
    network, state = asked.begun()
    heard = follow(twin.page, asked.pool(), network, ("step", 5), ("set", "rate", 0.02), ("reset",), ("step", 5))
    config = replace(asked.config, rate=0.02)
    expected = core(replace(asked, config=config), network, state, 5)[0]
    np.testing.assert_allclose(heard.every("losses")[-5:], expected, rtol=1e-11)
    assert heard.update == 5


def losses_of(asked: Training, steps: list[int]) -> list[float]:
    """Of updates by the batches of these steps."""
    network, state = asked.begun()
    batches = [draw(asked.task, asked.config, step, first_level(asked.task, asked.config)) for step in steps]
    return [
        learned(network, asked.task, asked.config, state, batch, loss_and_gradients(network, batch)).loss
        for batch in batches
    ]


def test_stored_sequences_that_end_come_round_and_that_is_said(twin):
    asked = training("homeland", steps=4)
    heard = follow(twin.page, asked.pool(), asked.begun()[0], ("step", 10))
    np.testing.assert_allclose(
        heard.every("losses"), losses_of(asked, [1 + step % 4 for step in range(10)]), rtol=1e-11
    )
    assert [message["sentence"] for message in heard.of_kind("round")] == [
        "After update 4 the sequences of the pool come round again."
    ]


@pytest.mark.parametrize("task", one_in(3, DRAWN))
def test_sequences_that_the_page_draws_never_come_round(twin, task):
    asked = training(task, steps=4)
    heard = follow(twin.page, asked.pool(), asked.begun()[0], ("step", 10))
    np.testing.assert_allclose(heard.every("losses"), losses_of(asked, list(range(1, 11))), rtol=1e-11)
    assert not heard.of_kind("round")


@pytest.mark.parametrize("task", ALL_TASKS)
def test_shares_of_held_out_sequences_are_the_tasks_own_judgement(twin, task):
    levels = (LEVELS[task], 2 * LEVELS[task]) if task in LEVELS else (0,)
    asked = training(task, steps=40, rate=0.03)
    network, state = asked.begun()
    heard = follow(twin.page, asked.pool(held_out=levels), network, ("step", 40))
    core(asked, network, state, 40)
    for level, said in zip(levels, heard.last("shares"), strict=True):
        rng = np.random.default_rng([asked.config.seed, 4711, level])
        name = next(iter(asked.task.levels), None)
        batch = asked.task.sample(rng, 64, **({name: level} if level else {}))
        right = asked.task.solved(network.run(batch.inputs).logits, batch)
        assert (said["level"], said["of"], said["right"]) == (level, 64, int(right.sum()))


def test_the_fixed_sequence_is_seen_from_inside_and_its_signal_step_by_step(twin):
    asked = training(steps=10)
    network, state = asked.begun()
    look = draw(asked.task, replace(asked.config, batch_size=1, seed=5), 1, 20)
    heard = follow(twin.page, asked.pool(look=look), network, ("step", 10))
    core(asked, network, state, 10)
    trace = network.run(look.inputs).layers[0]
    seen = heard.last("look")
    assert (seen["T"], seen["H"]) == (len(look.inputs), 10)
    for name in trace.cell.names:
        np.testing.assert_allclose(seen["names"][name], trace[name].ravel(), rtol=1e-6, atol=1e-12)
    d = softmax(network.run(look.inputs).logits[-1]) - np.eye(4)[look.targets[-1]]
    d_h = np.zeros_like(trace["h"])
    d_h[-1] = d @ network.readout_W
    lengths = np.log(np.linalg.norm(backward(trace, {"h": d_h}, values=True).values["h"][:, 0], axis=1))
    np.testing.assert_allclose(heard.last("gradients"), lengths, rtol=1e-11)


def test_the_histogram_counts_every_weight_once(twin):
    asked = training(steps=1)
    network, _ = asked.begun()
    heard = follow(twin.page, asked.pool(), network)
    histogram = heard.last("histogram")
    edges = np.linspace(-histogram["edge"], histogram["edge"], 32)
    for name, array in network.parameters.items():
        assert histogram["counts"][name] == np.histogram(array, edges)[0].tolist()
