"""Training with torch: the run directory, exact resume, carried state, equal parts, the guard against NaN."""

import contextlib
import json
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, Network, load_run
from lstm_core.learning.run_reader import load_metrics, load_status, steps_of
from tests.support.oracles import cells

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch.data.text import encoded
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import Bank, Share, Streams
from lstm_torch.training.learner import Learner, whole_network
from lstm_torch.training.looks import measured
from lstm_torch.training.material import Material
from lstm_torch.training.replay import Replay
from lstm_torch.training.settings import Settings
from lstm_torch.training.train import Training

ROOT = Path(__file__).resolve().parents[2]
CPU = torch.device("cpu")
TEXT = encoded("a rhyme", "the cat sat on the mat, and the rat sat on the cat. " * 60)
SMALL = {"hidden_size": 12, "batch_size": 4, "window": 10, "steps": 24, "report_every": 4, "look_every": 12}


def settings(**choices) -> Settings:
    return Settings(**{"demo": "characters", **SMALL, **choices})


def material(chosen: Settings, share: Share = Share()) -> Material:  # noqa: B008 (never changed)
    rng = np.random.default_rng(chosen.seed)
    cell, vocabulary = CELLS[chosen.cell], TEXT.vocabulary
    network = Network.new(cell, vocabulary, chosen.hidden_size, 0, rng, layers=chosen.layers, dtype=np.float32)
    seen, unseen = TEXT.ids[:-600], TEXT.ids[-600:]
    streams = Streams(seen, chosen.batch_size, chosen.window, CPU, share), Streams(unseen, 4, chosen.window, CPU)
    return Material(network, *streams, {"guess": 1.0})


def trained(path: Path, chosen: Settings, resume: bool = False, until: int | None = None) -> Training:
    training = Training(path, chosen, material(chosen), resume)
    for progress in training.run():
        if until and progress.step >= until:
            break
    return training


def without_time(path: Path) -> list[dict]:
    return [{k: v for k, v in line.items() if "second" not in k} for line in load_metrics(path)]


@pytest.mark.parametrize(
    "choices", [{}, {"cell": "gru", "layers": 2, "dropout": 0.3, "readout_dropout": 0.2}, {"cell": "peephole"}]
)
def test_a_stopped_training_goes_on_to_the_same_losses_bit_for_bit(tmp_path, choices):
    chosen = settings(**choices)
    trained(tmp_path / "whole", chosen)
    trained(tmp_path / "halves", chosen, until=8)
    assert load_status(tmp_path / "halves")["state"] == "stopped"
    trained(tmp_path / "halves", chosen, resume=True)
    assert without_time(tmp_path / "whole") == without_time(tmp_path / "halves")
    whole, halves = (load_run(tmp_path / name).network.parameters for name in ("whole", "halves"))
    assert all(np.array_equal(array, halves[name]) for name, array in whole.items())


def test_numpy_replays_what_torch_has_trained(tmp_path):
    training = trained(tmp_path / "run", settings(layers=2, checkpoints=3))
    run = load_run(tmp_path / "run")
    assert run.config.task == "characters"
    assert run.checkpoints == (0, 6, 24)
    assert load_status(tmp_path / "run") == load_status(tmp_path / "run") | {
        "state": "finished",
        "step": 24,
        "steps": 24,
    }
    assert run.metrics[-1]["loss"] < run.metrics[0]["loss"]
    ids = TEXT.ids[:50, None]
    with torch.no_grad():
        network = training.learner.network
        logits = network.readout(network(torch.tensor(ids))[0])
    np.testing.assert_allclose(run.network.run(ids).logits, logits, rtol=1e-4, atol=1e-5)


def test_an_update_is_adamw_on_the_gradient_of_the_mean_loss():
    chosen = settings(decay=0.1, clip=0.05)
    here = material(chosen)
    plain = TorchNetwork(here.network)
    learner, batch = Learner(TorchNetwork(here.network), chosen, CPU, torch.float32), here.seen.batch(1)
    optimiser = torch.optim.AdamW(
        [p for p in plain.parameters() if p.requires_grad], lr=0.01, betas=(0.9, 0.98), weight_decay=0.1
    )
    for _ in range(2):  # in the first update the mean of the squares is the square itself, whatever its decay
        learner.step(batch, 0.01)
        optimiser.zero_grad()
        logits = plain.readout(plain(batch.inputs)[0])
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch.targets.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(plain.parameters(), 0.05)
        optimiser.step()
    assert learner.read(1)[0, 0] == pytest.approx(loss.item(), rel=1e-6)
    for name, array in whole_network(learner).parameters.items():
        np.testing.assert_allclose(array, plain.to_network().parameters[name], rtol=2e-5, atol=2e-6)


@pytest.mark.parametrize("share", [0.5, 1e6])
def test_a_gradient_is_shortened_to_the_limit_and_never_lengthened(share):
    """Adam hides the size of its first gradient, so the gradient that it was handed is read."""
    here = material(settings())
    plain, batch = TorchNetwork(here.network), here.seen.batch(1)
    logits = plain.readout(plain(batch.inputs)[0])
    torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch.targets.flatten()).backward()
    wanted = [p.grad for p in plain.parameters() if p.requires_grad and p.grad is not None]
    length = float(torch.nn.utils.get_total_norm(wanted))
    learner = Learner(TorchNetwork(here.network), settings(clip=share * length), CPU, torch.float32)
    learner.step(batch, 0.01)
    handed = float(torch.nn.utils.get_total_norm([master.grad for master in learner.masters]))
    assert handed == pytest.approx(min(1, share) * length, rel=1e-4)


def test_accumulated_parts_give_the_losses_of_the_whole_batch(tmp_path):
    losses = []
    for parts in (1, 2, 4):
        trained(tmp_path / str(parts), settings(accumulate=parts))
        losses.append([line["loss"] for line in load_metrics(tmp_path / str(parts))])
    np.testing.assert_allclose(losses[1], losses[0], rtol=1e-5)
    np.testing.assert_allclose(losses[2], losses[0], rtol=1e-5)


@pytest.mark.parametrize("name", ["two weights on one input, an alias, a value that nobody reads", "no past"])
def test_typed_cells_are_trained_too(name):
    chosen, here = settings(), material(settings())
    rng = np.random.default_rng(0)
    network = Network.new(cells()[name], TEXT.vocabulary, 6, 0, rng, dtype=np.float32)
    learner = Learner(TorchNetwork(network), chosen, CPU, torch.float32)
    for step in range(1, 5):
        learner.step(here.seen.batch(step), 0.03)
    first, *_, last = learner.read(4)[:, 0]
    assert last < first


def test_the_state_is_carried_from_window_to_window():
    chosen = settings()
    here = material(chosen)
    learner = Learner(TorchNetwork(here.network), chosen, CPU, torch.float32)
    with torch.no_grad():
        ids = torch.cat([here.seen.batch(step).inputs for step in (1, 2)])
        expected = learner.network(ids)[1][0]["c"]
    for step in (1, 2):
        learner.step(here.seen.batch(step), 0.0)
    torch.testing.assert_close(learner.carried[0][0]["c"], expected, rtol=1e-5, atol=1e-6)
    assert here.seen.batch(here.seen.windows + 1).fresh


def test_a_loss_that_is_not_finite_ends_the_training_with_the_last_good_weights(tmp_path):
    chosen = settings()
    here = material(chosen)
    good = here.seen.batch

    def poisoned(step):
        batch = good(step)
        return batch._replace(weights=batch.weights * float("nan")) if step == 11 else batch

    here.seen.batch = poisoned
    training = Training(tmp_path / "bad", chosen, here)
    with pytest.raises(
        FloatingPointError, match=r"the loss is nan .* at step 11; the weights of step 10, .*, are kept"
    ):
        list(training.run())
    status = load_status(tmp_path / "bad")
    assert status["state"] == "failed"
    assert "lower rate or clip" in status["message"]
    assert steps_of(tmp_path / "bad")[-1] == 10
    trained(tmp_path / "good", settings(), until=12)
    run, same = load_run(tmp_path / "bad"), Training(tmp_path / "again", chosen, material(chosen))
    for step in range(1, 11):
        same.learner.step(good(step), chosen.rate_at(step))
    for name, array in whole_network(same.learner).parameters.items():
        np.testing.assert_array_equal(run.network.parameters[name], array)


def test_training_stops_where_unseen_data_gets_no_better_and_keeps_the_best(tmp_path):
    chosen = settings(steps=200, rate=0.3, look_every=4, patience=2)
    training = trained(tmp_path / "run", chosen)
    assert training.step < 200
    status = load_status(tmp_path / "run")
    assert (status["state"], status["message"]) == ("finished", "no better for 2 looks")
    best = min(line["unseen"] for line in load_metrics(tmp_path / "run") if "unseen" in line)
    kept = TorchNetwork(load_run(tmp_path / "run", dtype=np.float32).network)
    assert measured(kept, training.material.unseen)["unseen"] == pytest.approx(best, rel=1e-5)


def test_who_does_not_learn_is_told_from_the_first_step_on_and_what_is_found_at_the_end(tmp_path):
    chosen = settings(steps=8)
    found = material(chosen)
    found.about, found.finish = {"unit": "nats per character"}, lambda network: {"units": network.hidden_size}
    training = Training(tmp_path / "run", chosen, found)

    def told() -> dict:
        return json.loads((tmp_path / "run" / "results.json").read_bytes())

    begun = {"baselines": {"guess": 1.0}, "unit": "nats per character"}
    for _ in training.run():
        assert told() == begun
    assert told() == begun | {"units": 12}


def test_streams_ask_for_the_symbol_that_follows():
    streams = Streams(np.arange(41), 4, 5, CPU)
    for step in (1, 2):
        batch = streams.batch(step)
        assert torch.equal(batch.targets, batch.inputs + 1)
        assert batch.inputs[0].tolist() == [10 * stream + 5 * (step - 1) for stream in range(4)]


def test_the_rate_rises_and_falls_along_a_cosine():
    chosen = settings(steps=100, warm_up=0.1, rate=1.0)
    assert [chosen.rate_at(step) for step in (1, 10, 55, 100)] == pytest.approx([0.1, 1.0, 0.5, 0.0])


def test_a_bank_shows_every_sequence_once_an_epoch_and_shares_add_up():
    inputs = np.arange(12)[None].repeat(3, 0)
    weights = np.ones((3, 12), np.float32)
    weights[2, :5] = 0
    whole = Bank(inputs, inputs, weights, 4, CPU, seed=1)
    shown = torch.cat([whole.batch(step).inputs[0] for step in (1, 2, 3)])
    assert sorted(shown.tolist()) == list(range(12))
    again = torch.cat([whole.batch(step).inputs[0] for step in (4, 5, 6)])
    assert sorted(again.tolist()) == list(range(12))
    assert again.tolist() != shown.tolist(), "every epoch has an order of its own"
    parts = [Bank(inputs, inputs, weights, 4, CPU, seed=1, share=Share(rank, 2)).batch(2) for rank in (0, 1)]
    assert torch.equal(torch.cat([part.inputs for part in parts], 1), whole.batch(2).inputs)
    assert sum(part.weights.sum() for part in parts) == parts[0].total


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_in_half_precision_the_learned_numbers_are_whole_and_an_overflow_is_skipped(dtype):
    chosen = settings(rate=0.02)
    here = material(chosen)
    half, full = (Learner(TorchNetwork(here.network), chosen, CPU, kind) for kind in (dtype, torch.float32))
    for step in (1, 2, 3, 4):
        for learner in (half, full):
            learner.step(here.seen.batch(step), 0.02)
    np.testing.assert_allclose(half.read(4)[:, 0], full.read(4)[:, 0], rtol=0.02)
    assert all(master.dtype == torch.float32 for master in half.masters)
    assert all(p.dtype == dtype for p in half.working)
    before, scale = whole_network(half).parameters, half.scale.item()
    bad = here.seen.batch(5)
    half.step(bad._replace(weights=bad.weights * float("inf")), 0.02)
    assert half.read(1)[0, 2] == 1
    assert all(np.array_equal(array, before[name]) for name, array in whole_network(half).parameters.items())
    if dtype == torch.float16:
        assert (half.scale.item(), half.halted.item()) == (scale / 2, 0)
        half.step(here.seen.batch(6), 0.02)
        assert half.read(1)[0, 2] == 0
    else:
        assert half.halted.item() == 1


def test_an_update_is_recorded_once_its_shapes_are_settled_and_anew_after_it_was_forgotten(monkeypatch):
    class Recorded(contextlib.nullcontext):
        def replay(self):
            done.append("replayed")

    monkeypatch.setattr(torch.cuda, "CUDAGraph", Recorded)
    monkeypatch.setattr(torch.cuda, "graph", lambda graph: graph)
    monkeypatch.setattr(torch.cuda, "synchronize", lambda device: done.append("recorded"))
    done, replay = [], Replay(CPU)
    streams, longer = Streams(TEXT.ids, 4, 10, CPU), Streams(TEXT.ids, 4, 12, CPU)

    def steps(count: int, source: Streams = streams) -> list[str]:
        done.clear()
        for step in range(1, count + 1):
            replay(lambda batch: done.append("updated"), source.batch(step))
        return list(done)

    settled = ["updated"] * 4 + ["recorded", "updated", "replayed", "replayed"]
    assert steps(6) == settled
    assert torch.equal(replay.fixed.inputs, streams.batch(6).inputs), "a replay reads the batch it is given"
    assert steps(6, longer) == settled
    replay.forget()
    assert steps(5, longer) == ["updated"] * 3 + ["recorded", "updated", "replayed", "replayed"]


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device")
@pytest.mark.parametrize("precision", ["float16", "bfloat16", "float32"])
def test_on_a_gpu_no_step_waits_and_the_graph_gives_the_same_losses(tmp_path, precision):
    losses = []
    for graph in ("auto", "off"):
        chosen = settings(precision=precision, device="cuda", graph=graph, hidden_size=64, batch_size=8)
        device, here = torch.device("cuda"), material(chosen)
        learner = Learner(TorchNetwork(here.network), chosen, device, getattr(torch, precision))
        streams = Streams(TEXT.ids, 8, 10, device)
        learner.step(streams.batch(1), 0.01)
        torch.cuda.set_sync_debug_mode("error")
        for step in range(2, 5 if graph == "auto" else 9):
            learner.step(streams.batch(step), 0.01)
        torch.cuda.set_sync_debug_mode("default")
        for step in range(5 if graph == "auto" else 9, 9):
            learner.step(streams.batch(step), 0.01)
        losses.append(learner.read(4)[:, 0])
    torch.testing.assert_close(*losses, rtol=2e-3, atol=2e-3)
