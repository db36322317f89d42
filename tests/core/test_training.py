"""Training: it learns, a seed means one training, a stop changes nothing, and each part does what it says."""

import itertools
import json
from dataclasses import replace

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Config, Network, fit
from lstm_core.learning.optim import Adam, clip_factor, cosine, norm
from lstm_core.learning.train import TrainingState, accuracy, draw, loss_and_gradients, new_network
from lstm_core.tasks import Batch
from tests.support.echo import ECHO
from tests.support.sampled import one_in

FLAT = [key for key, cell in CELLS.items() if not cell.spatial]
SMALL = Config(
    cell="lstm",
    task="echo",
    hidden_size=8,
    embedding_size=4,
    steps=150,
    batch_size=16,
    rate=0.03,
    curriculum="accuracy",
)


def trained(config: Config = SMALL, steps: int | None = None):
    network = new_network(CELLS[config.cell], ECHO, config)
    return network, list(itertools.islice(fit(network, ECHO, config), steps))


@pytest.mark.parametrize("key", one_in(3, FLAT))
def test_every_cell_learns_to_say_the_first_word_at_the_end(key):
    network, progress = trained(replace(SMALL, cell=key))
    assert progress[-1].loss < 0.4 < 1 < progress[0].loss
    assert progress[-1].level == 3
    assert accuracy(network, ECHO, ECHO.sample(np.random.default_rng(9), 200, gap=(0, 3))) > 0.95


def test_a_seed_means_one_training():
    (a, first), (b, second) = trained(steps=20), trained(steps=20)
    assert [p.loss for p in first] == [p.loss for p in second]
    assert all(np.array_equal(a.parameters[name], b.parameters[name]) for name in a.parameters)
    _, other = trained(replace(SMALL, seed=1), steps=1)
    assert other[0].loss != first[0].loss


def test_a_training_that_was_stopped_goes_on_as_if_it_was_not():
    _, whole = trained()
    network = new_network(CELLS["lstm"], ECHO, SMALL)
    state = TrainingState.new(network, ECHO, SMALL)
    parts = []
    for steps in (1, 60, None):
        parts += itertools.islice(fit(network, ECHO, SMALL, state), steps)
    assert [p[:7] for p in parts] == [p[:7] for p in whole]


def test_the_same_seed_gives_every_cell_the_same_sentences():
    config = replace(SMALL, curriculum="none")
    batches = [draw(ECHO, replace(config, cell=key), step=5, level=3) for key in FLAT]
    assert all(np.array_equal(batch.inputs, batches[0].inputs) for batch in batches)
    assert not np.array_equal(draw(ECHO, config, 6, 3).inputs[0], batches[0].inputs[0])


def test_the_curriculum_goes_up_by_one_after_a_good_batch():
    _, progress = trained(SMALL)
    assert progress[0].level == 0
    for before, after in itertools.pairwise(progress):
        assert after.level == min(before.level + (before.accuracy > 0.9), 3)
    _, without = trained(replace(SMALL, curriculum="none"), steps=3)
    assert [p.level for p in without] == [3, 3, 3]


def test_the_curriculum_by_steps_is_at_its_hardest_after_a_third_and_the_same_for_every_cell():
    levels = {tuple(p.level for p in trained(replace(SMALL, cell=key, curriculum="steps"))[1]) for key in FLAT}
    assert levels == {tuple(min(step * 3 // 50, 3) for step in range(SMALL.steps))}


@pytest.mark.parametrize("curriculum", ["steps", "accuracy", "none"])
def test_a_task_without_levels_is_trained_as_it_comes(curriculum):
    task = replace(ECHO, levels={}, draw=lambda rng, batch_size: ECHO.draw(rng, batch_size, gap=1))
    config = replace(SMALL, curriculum=curriculum)
    progress = list(itertools.islice(fit(new_network(CELLS["rnn"], task, config), task, config), 3))
    assert [p.level for p in progress] == [None] * 3


def test_the_rate_falls_along_a_cosine_and_steps_are_counted():
    _, progress = trained(replace(SMALL, steps=4))
    assert np.allclose([p.rate for p in progress], [cosine(0.03, k, 4) for k in range(4)])
    assert cosine(1.0, 0, 10) == 1
    assert abs(cosine(1.0, 5, 10) - 0.5) < 1e-15
    assert cosine(1.0, 10, 10) == 0
    assert [p.step for p in progress] == [1, 2, 3, 4]


def test_fixed_parameters_stay_as_they_are():
    cell = Cell("reservoir", "h = tanh(W_xh @ x + W_hh @ h_prev)", fixed={"W_xh", "W_hh"})
    network = new_network(cell, ECHO, SMALL)
    before = {name: array.copy() for name, array in network.parameters.items()}
    list(itertools.islice(fit(network, ECHO, SMALL), 3))
    moved = {name for name, array in network.parameters.items() if not np.array_equal(array, before[name])}
    assert moved == {"embedding", "readout.W", "readout.b"}


def test_what_is_not_scored_does_not_matter():
    network = new_network(CELLS["gru"], ECHO, replace(SMALL, dtype="float64"))
    batch = ECHO.sample(np.random.default_rng(0), 6, gap=(0, 3))
    loss, gradients, outputs = loss_and_gradients(network, batch)
    longer = {
        name: np.concatenate([getattr(batch, name), np.full((2, 6), filler, getattr(batch, name).dtype)])
        for name, filler in (("inputs", 3), ("targets", 4), ("weights", 0))
    }
    padded = loss_and_gradients(network, Batch(**longer, lengths=batch.lengths))
    assert abs(padded.loss - loss) < 1e-14
    assert all(np.allclose(padded.gradients[name], d, atol=1e-15, rtol=1e-12) for name, d in gradients.items())
    scored = batch.weights > 0
    assert np.allclose(outputs[scored], network.run(batch.inputs).logits[scored], atol=1e-14)
    assert not outputs[~scored].any()


def test_a_batch_without_a_question_is_refused():
    network, batch = new_network(CELLS["rnn"], ECHO, SMALL), ECHO.sample(np.random.default_rng(0), 2)
    with pytest.raises(ValueError, match="at least one target with a weight above 0"):
        loss_and_gradients(network, replace(batch, weights=0 * batch.weights))


def test_a_loss_that_is_no_longer_a_number_stops_the_training_before_it_spoils_the_weights():
    network = new_network(CELLS["rnn"], ECHO, SMALL)
    network.readout_b[0] = np.nan
    before = network.readout_W.copy()
    with pytest.raises(FloatingPointError, match="at step 1; lower rate or clip"):
        next(fit(network, ECHO, SMALL))
    assert np.array_equal(network.readout_W, before)


def test_adam_moves_as_torchs_does():
    torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    rng = np.random.default_rng(0)
    ours = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}
    theirs = {name: torch.tensor(array.copy(), requires_grad=True) for name, array in ours.items()}
    adam, torch_adam = Adam(ours), torch.optim.Adam(theirs.values(), lr=0.01)
    for _ in range(20):
        gradients = {name: rng.normal(size=array.shape) for name, array in ours.items()}
        for name, leaf in theirs.items():
            leaf.grad = torch.tensor(gradients[name])
        factor = clip_factor(norm(gradients), 1.5)
        torch.nn.utils.clip_grad_norm_(theirs.values(), 1.5)
        adam.step(ours, gradients, 0.01, factor)
        torch_adam.step()
    for name, array in ours.items():
        assert np.abs(array - theirs[name].detach().numpy()).max() < 1e-7, name  # torch adds 1e-6 to the norm


def test_clipping_shortens_long_gradients_and_leaves_short_ones():
    gradients = {"a": np.array([3.0, 0.0]), "b": np.array([[4.0]])}
    assert norm(gradients) == 5
    assert clip_factor(5.0, 1.0) == 0.2
    assert clip_factor(0.5, 1.0) == clip_factor(0.0, 1.0) == 1


# --- the config


def test_a_config_survives_json():
    config = replace(SMALL, variant="wide", rate=1)
    assert Config.from_json(json.dumps(config.to_json())) == config
    assert config.name == "echo-lstm-wide-0"
    assert SMALL.name == "echo-lstm-0"


@pytest.mark.parametrize("checkpoints", [1, 2, 20])
def test_checkpoints_end_with_the_last_step_and_are_dense_at_the_beginning(checkpoints):
    steps = replace(SMALL, steps=2000, checkpoints=checkpoints).checkpoint_steps
    assert len(steps) == checkpoints
    assert steps[-1] == 2000
    gaps = np.diff(steps)
    assert (np.diff(gaps) >= 0).all()
    assert steps[0] == (0 if checkpoints > 1 else 2000)


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"hidden_size": 0}, "hidden_size is from 1 to 4096, got 0"),
        ({"hidden_size": 8.0}, "hidden_size is of type int, got 8.0"),
        ({"steps": True}, "steps is of type int, got True"),
        ({"rate": float("nan")}, "rate is from 1e-07 to 10, got nan"),
        ({"rate": "fast"}, "rate is of type float, got 'fast'"),
        ({"dtype": "float16"}, "dtype is one of float32, float64"),
        ({"curriculum": "hard"}, "curriculum is one of steps, accuracy, none"),
        ({"cell": "../etc"}, "cell is made of a-z, 0-9 and _"),
        ({"variant": "a-b"}, "variant is made of a-z, 0-9 and _"),
        ({"cell": ""}, "cell is made of"),
        ({"units": 8}, "a config has no 'units'; it has batch_size, bidirectional"),
    ],
)
def test_impossible_choices_are_refused_in_a_sentence(choices, message):
    with pytest.raises(ValueError, match=message):
        Config.from_json({"cell": "lstm"} | choices)


def test_a_config_that_is_none_is_refused():
    with pytest.raises(ValueError, match="a config is a JSON object, got list"):
        Config.from_json([])
    with pytest.raises(ValueError, match="a config names its cell"):
        Config.from_json({})


def test_training_in_float32_and_float64_begins_with_the_same_weights():
    a, b = (new_network(CELLS["lstm"], ECHO, replace(SMALL, dtype=dtype)) for dtype in ("float32", "float64"))
    assert isinstance(a, Network)
    assert all(np.array_equal(a.parameters[name], array.astype(np.float32)) for name, array in b.parameters.items())
