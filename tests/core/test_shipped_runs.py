"""The networks that ship are what is written about them."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from benchmarks import family, line_breaks
from benchmarks import france as measurement
from lstm_core import CELLS, load_run
from lstm_core.__main__ import parser
from lstm_core.learning.run_reader import load_metrics, load_status
from lstm_core.tasks import france

ASSETS = Path(__file__).resolve().parents[2] / "assets"
EVERY = sorted(path for path in (ASSETS / "runs").iterdir() if path.is_dir())
RUNS = [path for path in EVERY if path.name.startswith("france-") and f"-{family.VARIANT}-" not in path.name]
RESULTS = json.loads((ASSETS / "france_accuracy.json").read_text(encoding="utf-8"))
BOOK = ASSETS / "big" / "characters-lstm-gpu-0"
FILMS = sorted(ASSETS.rglob("film*.bin"))


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_every_shipped_run_is_finished_and_named_after_its_config(path):
    run = load_run(path)
    assert run.config.name == path.name
    assert load_status(path)["state"] == "finished"
    assert run.step == run.config.steps == load_metrics(path)[-1]["step"]
    if run.config.task == "france":
        assert run.network.vocabulary == france.VOCABULARY
    assert run.network.cell.text == CELLS[run.config.cell].text


def test_every_run_that_the_one_command_trains_ships_and_was_trained_so():
    trained = {}
    for options in measurement.trainings():
        parser().parse_args(["train", "france", *options])
        chosen = dict(zip(options[::2], options[1::2], strict=True))
        trained[Path(chosen.pop("--out")).name] = chosen
    assert {path.name for path in RUNS if path.name.startswith("france-")} == set(trained)
    for name, chosen in trained.items():
        config = load_run(ASSETS / "runs" / name).config.to_json()
        assert all(str(config[option[2:].replace("-", "_")]) == value for option, value in chosen.items())


def test_runs_of_one_seed_were_trained_on_the_same_sentences_in_the_same_order():
    """Sentences follow from the seed, the step and the level; a curriculum by steps is the same for every cell."""
    for seed in measurement.SEEDS:
        configs = [load_run(path).config for path in RUNS if path.name.endswith(f"-{seed}")]
        told = {(c.task, c.seed, c.steps, c.batch_size, c.curriculum, c.embedding_size) for c in configs}
        assert len(told) == 1
        assert configs[0].curriculum == "steps"


@pytest.mark.parametrize("path", RUNS, ids=lambda path: path.name)
def test_the_accuracy_that_is_written_is_the_accuracy_that_is_measured(path):
    gap = 25
    batch = france.evaluation_set(gap, measurement.PER_COUNTRY)
    written = RESULTS["runs"][path.name]["unseen"][RESULTS["gaps"].index(gap)]
    one_sentence = 1 / RESULTS["sentences"]
    measured = measurement.accuracy(load_run(path, dtype=np.float32).network, batch)
    assert measured == pytest.approx(written, abs=2.5 * one_sentence)  # another BLAS may turn a tie


def test_what_is_written_covers_every_run_and_every_gap():
    assert set(RESULTS["runs"]) == {path.name for path in RUNS}
    assert tuple(RESULTS["gaps"]) == measurement.GAPS
    assert RESULTS["chance"] == france.TASK.chance
    assert RESULTS["sentences"] == measurement.PER_COUNTRY * len(france.COUNTRIES)


def test_the_lstm_is_right_at_every_gap_up_to_39_words_on_all_five_seeds():
    runs = [run for run in RESULTS["runs"].values() if (run["cell"], run["variant"]) == ("lstm", "")]
    assert sorted(run["seed"] for run in runs) == [0, 1, 2, 3, 4]
    short = [k for k, gap in enumerate(RESULTS["gaps"]) if gap <= 39]
    assert all(run[clauses][k] >= 0.98 for run in runs for clauses in ("unseen", "seen") for k in short)


def test_the_second_family_has_as_many_parameters_as_the_lstm():
    runs = RESULTS["runs"].values()
    (wanted,) = {run["parameters"] for run in runs if run["cell"] == "lstm"}
    assert all(abs(run["parameters"] / wanted - 1) < 0.01 for run in runs if run["variant"] == "params")


def test_one_run_keeps_twenty_checkpoints_and_learns_along_them():
    run = load_run(ASSETS / "runs" / "france-lstm-0")
    assert len(run.checkpoints) == 20
    assert run.checkpoints[0] == 0
    batch = france.evaluation_set(18, per_country=2)
    learnt = [
        measurement.accuracy(run.at(step).network, batch) for step in run.checkpoints[:: len(run.checkpoints) - 1]
    ]
    assert learnt[0] < 0.3 < 0.95 < learnt[1]


@pytest.mark.parametrize("sentence", [france.DEFAULT_SENTENCE, france.COLAH])
def test_the_lstm_of_every_seed_answers_the_default_sentence(sentence):
    for seed in measurement.SEEDS:
        network = load_run(ASSETS / "runs" / f"france-lstm-{seed}").network
        ids = network.encode(sentence)
        asked = france.asked_position(network.words(ids))
        assert network.run(ids[: asked + 1]).probs[-1, 0, france.VOCABULARY.index("french")] > 0.9


@pytest.mark.parametrize("film", FILMS, ids=lambda film: film.name)
def test_every_shipped_film_is_what_its_network_computes(film):
    blob = film.read_bytes()
    (length,) = struct.unpack_from("<I", blob)
    header = json.loads(blob[4 : 4 + length])
    floats = np.frombuffer(blob, "<f4", offset=4 + length)
    network = load_run(ASSETS / "runs" / "france-lstm-0").network
    assert header["title"] == network.cell.title
    trace = network.run(network.encode(header["words"]))
    for entry in header["names"]:
        place = header["arrays"][f"node/{entry['node']}"]
        shipped = floats[place["offset"] :][: int(np.prod(place["shape"]))].reshape(place["shape"])
        np.testing.assert_allclose(shipped, trace.layers[0][entry["name"]][:, 0], atol=1e-5)


def test_what_ships_is_small():
    sizes = {path: path.stat().st_size for path in ASSETS.rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 20e6
    assert max(sizes.values()) < 1e6


def test_a_network_from_a_gpu_follows_the_line_in_numpy_as_closely_as_is_written():
    run, found = load_run(BOOK), json.loads((BOOK / "results.json").read_bytes())
    with (BOOK / "step_015600.safetensors").open("rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    assert {one["dtype"] for name, one in header.items() if name != "__metadata__"} == {"F16"}
    text = (BOOK / "read.txt").read_text(encoding="utf-8")
    stretches = np.array([run.network.vocabulary.index(letter) for letter in text]).reshape(8, -1)
    in_line, since = [], 0
    for letter in text:
        since = 0 if letter == "\n" else since + 1
        in_line.append(since)
    in_line = np.array(in_line).reshape(8, -1)
    cell = found["cells"]["position in the line"]
    held = run.network.run(stretches.T).layers[cell["layer"]][cell["name"]][:, :, cell["unit"]].T
    for half, key, near in (
        (slice(4), "found at", 2e-3),
        (slice(4, None), "correlation", 1e-6),
    ):  # the first line is cut
        r = np.corrcoef(held[half].ravel(), in_line[half].ravel())[0, 1]
        assert r == pytest.approx(cell[key], abs=near)
    controls = found["controls"]["position in the line"].values()
    assert cell["correlation"] >= max(0.5, *(abs(r) + 0.2 for r in controls))


def test_the_unit_that_follows_the_line_ends_it_as_is_written():
    text, written = (BOOK / "read.txt").read_text(encoding="utf-8"), json.loads((BOOK / "results.json").read_bytes())
    found = line_breaks.line_breaks(load_run(BOOK).network, text, line_breaks.unit_of(BOOK), others=False)
    assert found == written["line breaks"] | {"others": {}}
