"""The page on the larger demos tells what run directories say, films and edits their networks, and starts trainings."""

import json
import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest

from figures.charts import big_demos as figures
from lstm_core import CELLS, Edit, Network
from lstm_core.learning.config import Config
from lstm_core.learning.run_writer import RunWriter
from lstm_core.learning.train import Progress
from lstm_core.networks.writing import drawn, write
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from tests.support import scales
from tests.support.legends import confused, faint
from tests.support.mounted import unlinked
from ui import guesses
from ui.jobs import go_on
from ui.jobs.job import JobState
from ui.lessons.big_demos import (
    cards,
    cells,
    choice,
    film,
    learning,
    reading,
    run_files,
    runs,
    training,
    words,
    writing,
)
from ui.lessons.big_demos.hero import questions
from ui.places import ASSETS

BOOKS = sorted(place.parent for place in (ASSETS / "big").glob("*/results.json") if "in order" in place.read_text())
LETTERS = ("e", " ", "t", "\n", ".", "a", '"')
SENTIMENT = {
    "unit": 3,
    "right with this unit": 0.97,
    "right with all units": 0.99,
    "second best unit": 0.8,
    "means": {"for": 1.5, "against": -1.25},
    "values": [[1.4, True], [-1.2, False], [1.6, True]],
    "clamped": {
        how: {"for": share, "against": 0.9 - share, "neither": 0.1, "text": "tea. eat."}
        for how, share in (("free", 0.5), ("for", 0.9), ("against", 0.1))
    },
}
CELLS_FOUND = {"inside a quotation": {"layer": 0, "name": "c", "unit": 5, "correlation": -0.9, "found at": -0.8}}
RESULTS = {
    "characters": {
        "baselines": {"how often each symbol occurs": 1.9, "counts of 2 symbols": 1.1},
        "cells": CELLS_FOUND,
    },
    "reviews": {
        "baselines": {"how often each symbol occurs": 1.9},
        "sentiment": SENTIMENT,
        "seeds": [
            {"seed": 0, "sentiment": SENTIMENT},
            {"seed": 1, "sentiment": {**SENTIMENT, "right with this unit": 0.5}},
        ],
    },
    "france": {"baselines": {}, "right by gap": {"4": 1.0, "25": 0.9, "300": 0.2}},
    "series": {"baselines": {"no change": 1.2}, "error": {"network": 0.0312, "no change": 0.0308, "a line": 0.04}},
    "rows": {"baselines": {}, "wrong": {"network": 0.02, "nearest mean image": 0.2}},
}


def a_network(demo: str, hidden_size: int = 8) -> Network:
    rng = np.random.default_rng(0)
    if demo in ("series", "rows"):
        return Network.new(CELLS["lstm"], (), hidden_size, 0, rng, input_size=1, outputs=("next",), output="number")
    cell = CELLS["multiplicative" if demo == "reviews" else "lstm"]
    return Network.new(cell, france.VOCABULARY if demo == "france" else LETTERS, hidden_size, 0, rng)


@pytest.fixture
def a_run(tmp_path):
    """`a_run("reviews")` writes the run directory of a small training with torch, which it was not."""

    def make(demo: str, name: str = ""):
        config = Config(cell="lstm", task=demo, hidden_size=8, embedding_size=0, steps=20, curriculum="none")
        path = tmp_path / (name or demo)
        writer = RunWriter(path, config)
        content = json.loads((path / "config.json").read_bytes())
        content["torch"] = config.to_json() | {"demo": demo}
        content["computed with"] = {
            "torch": "2.13",
            "device": "CPU, 1 threads",
            "dtype": "float32",
            "cudnn": "not used",
        }
        (path / "config.json").write_text(json.dumps(content))
        for step, loss in ((10, 1.8), (20, 1.2)):
            progress = Progress(step, 20, loss, None, None, 1e-3, 0.5, step / 10)
            writer.add(progress, symbols_per_second=1234, unseen=loss + 0.1, accuracy=0.5)
            with open(path / "samples.jsonl", "a") as file:
                file.write(json.dumps({"step": step, "text": f'tea at {"e" * step}. "eat"\n'}) + "\n")
        writer.save(a_network(demo), 20, {}, {})
        (path / "results.json").write_text(json.dumps({"unit": "nats per character", **RESULTS[demo]}))
        writer.status("finished", 20, progress)
        return path

    return make


def whole(opened, demo: str, **query: str):
    """The page on a demo, its guess made and every part unfolded."""
    folded = dict.fromkeys(("big_found", "big_learned", "big_training"), "true")
    return opened("big_demos", big_demo=runs.short(demo), **folded, **{f"big_guess_{demo}": guesses.SHOW}, **query)


@pytest.fixture
def shown(a_run, opened, monkeypatch):
    """`shown("reviews")` opens the page on a demo that has one run."""

    def show(demo: str, **query: str):
        paths = {name: [a_run(name)] if name in (demo, "reviews") else [] for name in cards.cards()}
        monkeypatch.setattr(runs, "found", lambda: paths)
        return whole(opened, demo, **query)

    return show


def said(page) -> str:
    return "\n".join(unlinked(one.value) for one in (*page.markdown, *page.error, *page.info, *page.warning))


def test_what_is_read_of_a_demo_as_text_is_what_the_demo_says():
    pytest.importorskip("torch")
    from lstm_torch import DEMOS

    assert list(cards.cards()) == list(DEMOS)
    for name, demo in DEMOS.items():
        card = cards.cards()[name]
        assert (card.options, card.own or {}) == (demo.options, demo.own)
        assert (card.title, card.claim, card.published, card.defaults) == (
            demo.title,
            demo.claim,
            demo.published,
            demo.defaults,
        )


def test_a_demo_that_says_nothing_is_named(tmp_path):
    (tmp_path / "odd.py").write_text("DEMO = Demo(open('secret'))")
    with pytest.raises(ValueError, match=r"odd\.py has no DEMO"):
        cards.card(tmp_path / "odd.py")


def test_a_run_directory_tells_its_training(a_run):
    run = run_files.told(a_run("reviews"))
    assert run.demo == "reviews"
    assert run.looks == [(10, pytest.approx(1.9)), (20, pytest.approx(1.3))]
    assert [one["step"] for one in run.samples] == [10, 20]
    assert "1,234 characters a second" in words.speed(run)
    assert "1 thread in float32" in words.summary(run)


def test_damaged_and_foreign_run_directories_are_refused_in_a_sentence(a_run, tmp_path):
    path = a_run("characters")
    with open(path / "samples.jsonl", "a") as file:
        file.write('{"step": 30, "te')  # torn while it was written
    assert len(run_files.told(path).samples) == 2
    (path / "results.json").write_text("[" * 9000)
    with pytest.raises(ValueError, match="is damaged"):
        run_files.told(path)
    RunWriter(tmp_path / "plain", Config("lstm"))
    with pytest.raises(ValueError, match="was not trained by lstm_torch"):
        run_files.told(tmp_path / "plain")


@pytest.mark.parametrize("demo", RESULTS)
def test_the_page_shows_a_run_of_every_demo(shown, demo):
    page = shown(demo)
    words = said(page)
    assert not page.error, words
    assert "Train it yourself" in [one.label for one in page.expander]
    reads = demo not in ("series", "rows")
    assert ("reads numbers" in words) == (not reads)
    expected = {
        "reviews": "97 % and 50 % with one unit; held, they wrote 90 % positive, 80 % negative",
        "characters": "On data it never saw its loss is 1.300, **more** than the 1.100 of “counts of 2 symbols”",
        "france": "A hundred sentences at each gap",
        "series": "a tie",
        "rows": "The error is 90 % smaller than the best of the others",
    }
    assert expected[demo] in words


def test_the_texts_on_the_page_are_those_that_the_network_writes(shown, a_run):
    page = shown("reviews", big_unit_reviews="1", big_value_reviews="3.5")
    run = run_files.told(a_run("reviews", "again"))
    words = tuple(reading.opening(run, runs.network(run)))
    on_page = [box.value.replace("⏎", "").split() for box in page.code]  # Streamlit takes spaces at the edges away
    for held in (writing.Held(), writing.Held(1, 3.5)):
        for text in writing.texts(a_network("reviews"), words, held):
            assert text.split() in on_page


@pytest.mark.parametrize("gap", [20, 150])
def test_the_answers_on_the_page_are_those_of_the_network_with_the_edits(shown, gap):
    page = shown("france", big_gap=str(gap), big_edits="c from japan word 12")
    network, words = a_network("france"), reading.story("france", gap)
    assert words[-1] == "fluent"
    assert len(words) - 1 - words.index("france") == gap
    assert words[4] == "france"
    source = network.run(reading.ids_of(network, (*words[:4], "japan", *words[5:])))
    edit = Edit("c_prev", value=source.layers[0]["c"][11], steps=12)
    ids = reading.ids_of(network, words)
    for run in (network.run(ids), network.run(ids, [edit])):
        assert f"**{network.vocabulary[run.probs[-1, 0].argmax()]}**" in said(page)


def test_a_training_of_this_page_that_has_ended_can_be_opened_beside_those_that_ship(shown, a_run, monkeypatch):
    ended = JobState("finished", 0, 0, 3.0, "", a_run("reviews", "here"))
    monkeypatch.setattr(runs, "job", lambda: ended)
    page = shown("reviews", big_run_reviews=runs.HERE)
    assert page.button_group(key="big_run_reviews").value == runs.HERE
    assert not page.error
    monkeypatch.setattr(runs, "job", lambda: JobState("running", 0, 0, 3.0, "", ended.path))
    assert runs.options("reviews").keys() == {"reviews"}


def test_the_page_finds_runs_that_ship_and_those_of_the_command_line_and_no_others(a_run, tmp_path, monkeypatch):
    for place in ("assets/big/reviews-lstm-0", "runs/rows-lstm-0", f"runs/{'a' * 32}"):
        shutil.copytree(a_run("rows" if "rows" in place else "reviews"), tmp_path / place)
        shutil.rmtree(tmp_path / ("rows" if "rows" in place else "reviews"))
    RunWriter(tmp_path / "runs" / "france-lstm-0", Config("lstm"))
    (tmp_path / "runs" / "torn").mkdir()
    (tmp_path / "runs" / "torn" / "config.json").write_text("{")
    monkeypatch.setattr(runs, "ASSETS", tmp_path / "assets")
    monkeypatch.setattr(runs, "HOME", tmp_path)
    runs.found.clear()
    names = {demo: [path.name for path in paths] for demo, paths in runs.found().items() if paths}
    runs.found.clear()
    assert names == {"reviews": ["reviews-lstm-0"], "rows": ["rows-lstm-0"]}


def test_a_network_that_is_too_large_for_a_page_is_refused(a_run, monkeypatch):
    monkeypatch.setattr(runs, "HEAVIEST", 100)
    with pytest.raises(ValueError, match="load_run in Python opens all"):
        runs.network(run_files.told(a_run("reviews")))


def test_of_a_wide_network_the_units_that_carry_are_filmed_and_named(a_run, monkeypatch):
    monkeypatch.setattr(film, "MOST_UNITS", 5)
    run = run_files.told(a_run("reviews"))
    made, units = film.filmed(run, tuple("tea at"), 0)
    whole = film_data(runs.network(run), reading.ids_of(runs.network(run), "tea at"))
    assert list(units) == list(whole.orders["carries"][:5])
    assert made.hidden_size == 5
    assert (made.carry["c"] == whole.carry["c"][:, list(units)]).all()


def test_a_unit_has_a_name_only_clearly_above_both_controls(a_run):
    run = run_files.told(a_run("characters"))
    assert list(cells.named(run)) == ["inside a quotation"]
    assert "A single unit follows **inside a quotation**" in cells.followed(run.results["cells"], {})
    close = {"inside a quotation": {"moved": 0.1, "untrained": -0.75}}
    assert "called after it" not in cells.followed(run.results["cells"], {})
    assert cells.followed(run.results["cells"], close).startswith("Nobody asked for these. No single unit follows")
    turned = run.results["cells"]["inside a quotation"] | {"found at": 0.8}
    assert not cells.has_name(turned, {})
    assert cells.row(run, "a", turned, close["inside a quotation"])["moved, untrained"] == "+0.10, -0.75"


def test_a_unit_with_a_name_is_on_top_of_the_film(a_run):
    made, _ = film.filmed(run_files.told(a_run("characters")), tuple("tea at"), 0)
    named, carries = made.orders["named"].tolist(), made.orders["carries"].tolist()
    assert named == [5, *(unit for unit in carries if unit != 5)]
    assert next(iter(made.orders)) == "named"


def test_lines_begin_with_the_break_before_them_and_have_the_value_at_each_letter():
    assert cells.lines("a\nte\n\nat", np.arange(7)) == [("\nte", [1, 2, 3]), ("\n", [4])]
    drawn_lines = figures.along_lines([("\nte", [0.5, -1.5, 1.0]), ("\n", [0.25])], "h of unit 3").data[0]
    assert [list(row) for row in drawn_lines.z] == [[0.5, -1.5, 1.0], [0.25, None, None]]
    assert [list(row) for row in drawn_lines.text] == [["⏎", "t", "e"], ["⏎", "", ""]]
    assert (drawn_lines.zmin, drawn_lines.zmax) == (-1.5, 1.5)


def test_the_film_reads_a_whole_line_and_its_end_of_the_text_that_came_along(a_run):
    path = a_run("characters")
    network, line = a_network("characters"), "tea at " * 9 + "tea"
    (path / "read.txt").write_text(f"{'e' * 200}{line[:9]}\nat\n{line}\neat at te" + "a" * 120)
    run = run_files.told(path)
    assert reading.opening(run, network) == f"{line}\neat at "
    assert reading.line_and_end("short\nlines\n") == ""
    (path / "read.txt").unlink()
    assert "\n" not in reading.opening(run_files.told(path), network)


def test_with_patience_the_loss_is_that_of_the_best_look(a_run):
    run = run_files.told(a_run("characters"))
    assert run.kept == (20, pytest.approx(1.3))
    worse = [line | {"unseen": unseen} for line, unseen in zip(run.metrics, (1.2, 1.3), strict=True)]
    patient = replace(run, settings=run.settings | {"patience": 2}, metrics=worse)
    assert patient.kept == (10, 1.2)
    assert "its loss is 1.200" in learning.verdict(patient)
    assert "These are its weights after 10 steps. After 20 steps it was 1.300" in learning.verdict(patient)
    assert learning.verdict(replace(run, results={})) == ""
    stopped = learning.verdict(replace(patient, status=run.status | {"state": "stopped"}))
    assert "its loss is 1.300" in stopped, "its last weights are kept"


@pytest.mark.parametrize("text", ["", "time_machine", "mine.txt"])
def test_a_training_on_whatever_text_has_who_only_counts_beside_its_curve(a_run, monkeypatch, text):
    path, drawn = a_run("characters"), []
    content = json.loads((path / "config.json").read_bytes())
    content["torch"] |= {"text": text, "seed": 3}  # no shipped run has these
    (path / "config.json").write_text(json.dumps(content))
    (path / "status.json").write_text(json.dumps({"state": "running", "step": 20, "steps": 40}))
    monkeypatch.setattr(learning.lesson, "chart", lambda figure, *told: drawn.append(figure))
    learning.draw_live(path)
    (figure,) = drawn
    notes = [note["text"] for note in figure.layout.annotations]
    for who, loss in RESULTS["characters"]["baselines"].items():
        assert f"{who}, {loss:.2f}" in notes


def test_the_book_that_was_learned_on_a_gpu_is_shown_with_its_unit_its_controls_and_what_it_does(opened):
    page = whole(opened, "characters", big_run_characters="The Time Machine: 224 units")
    words = said(page)
    assert not page.error
    for expected in (
        "A single unit follows **position in the line**",
        "on NVIDIA H200 in float16",
        "and the network never learned from",
        "on top is [unit 139](#unit-139-h), which follows the position in the line",
        "held at −1.00, as low as in a tenth of what it read, it wrote **0**",
        "On an NVIDIA H200 the 15,600 steps",
        "with 1.655 at that look",
    ):
        assert expected.replace("-", "\\-") in words or expected in words, expected
    assert page.slider(key="big_unit_characters").value == 139


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_perplexities_on_the_page_are_those_of_the_run_beside_counts_and_the_textbook(opened, path):
    run = run_files.told(path)
    order, counts = run.results["in order"], min(run.results["baselines"].values())
    page = whole(opened, "characters", big_run_characters=f"The Time Machine: {run.settings['hidden_size']} units")
    words = said(page)
    side = "less" if order["held out"] < counts else "more"
    for expected in (
        f"is **{np.exp(order['held out']):.2f}**, **{side}** than the {np.exp(counts):.2f} of “counts of 5 symbols”",
        f"{order['letters']:,} letters",
        f"On those 10,000 letters its perplexity is **{np.exp(order['learned']):.2f}**",
        "**1.1 to 1.3**",
    ):
        assert expected in words, expected
    table = next(one.value for one in page.table if "perplexity" in one.value)
    shown = dict(zip(table["who"], table["perplexity"], strict=True))
    losses = run.results["baselines"] | {"this network, on pages it never saw, read in order": order["held out"]}
    assert shown == {who: f"{np.exp(loss):.2f}" for who, loss in losses.items()}
    assert list(table[run.unit]) == [f"{loss:.3f}" for loss in losses.values()]


def test_the_page_without_any_run_says_how_to_get_one(opened, monkeypatch):
    monkeypatch.setattr(runs, "found", lambda: {name: [] for name in cards.cards()})
    page = opened("big_demos")
    assert "No run of this demo comes with the app" in said(page)


def test_without_torch_the_page_says_how_to_install_it_and_starts_nothing(shown, monkeypatch):
    monkeypatch.setattr(training, "torch_version", lambda: "")
    page = shown("reviews")
    assert "install \\-r requirements\\.txt" in said(page)
    (start,) = [button for button in page.button if button.key == "big_job_start"]
    assert start.disabled


@pytest.mark.parametrize(
    ("version", "gpu", "expected"),
    [
        ("2.13.0+cpu", "", "on the CPU"),
        ("2.13.0+cpu", "NVIDIA H200", "a build without CUDA"),
        ("2.13.0+cu130", "NVIDIA H200", "trains on the NVIDIA H200"),
    ],
)
def test_the_device_is_named_without_importing_torch(monkeypatch, version, gpu, expected):
    monkeypatch.setattr(training, "torch_version", lambda: version)
    monkeypatch.setattr(training, "gpu", lambda: gpu)
    assert expected in training.hardware()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for nvidia-smi is a shell script")
@pytest.mark.parametrize(("script", "name"), [("echo 'NVIDIA H200'; echo other", "NVIDIA H200"), ("exit 9", "")])
def test_the_gpu_is_the_first_that_its_driver_names(tmp_path, monkeypatch, script, name):
    (tmp_path / "nvidia-smi").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "nvidia-smi").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    training.gpu.clear()
    assert training.gpu() == name
    training.gpu.clear()


@pytest.mark.parametrize("demo", [name for name in RESULTS if name not in choice.NEEDS_FILES])
def test_what_the_page_starts_is_what_the_command_line_takes(demo):
    pytest.importorskip("torch")
    from lstm_torch.__main__ import chosen, parser

    told = training.arguments(demo, {"steps": 20, "cell": "gru", "hidden_size": 16, "seed": 2})
    settings, _ = chosen(parser().parse_args([*told[1:], "--out", "somewhere"]))
    assert (settings.demo, settings.steps, settings.cell, settings.hidden_size, settings.seed) == (
        demo,
        20,
        "gru",
        16,
        2,
    )


def test_an_estimate_grows_with_the_steps_and_with_the_square_of_the_units(a_run):
    run = run_files.told(a_run("reviews"))  # 20 steps in 2 seconds with 8 units
    assert training.guessed(run, {"steps": 100, "hidden_size": 8}) == pytest.approx(10)
    assert training.guessed(run, {"steps": 100, "hidden_size": 16}) == pytest.approx(40)


def test_going_on_works_on_a_copy_and_hands_over_to_the_module(tmp_path, monkeypatch):
    name = "0" * 32
    (tmp_path / name / "run").mkdir(parents=True)
    (tmp_path / name / "run" / "config.json").write_text("{}")
    (tmp_path / "told_module.py").write_text(
        "import sys, pathlib; pathlib.Path('told').write_text(' '.join(sys.argv[1:]))"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    go_on.main([name, "told_module", "train", "reviews", "--out", "copy"], tmp_path)
    assert (tmp_path / "told").read_text() == "train reviews --out copy --resume"
    assert (tmp_path / "copy" / "config.json").read_text() == "{}"
    with pytest.raises(SystemExit, match="no longer here"):
        go_on.main(["1" * 32, "told_module", "--out", "copy"], tmp_path)
    with pytest.raises(ValueError, match="names no run"):
        go_on.main(["../../etc", "told_module", "--out", "copy"], tmp_path)


def test_a_training_that_was_stopped_goes_on_from_there_on_the_copy(tmp_path, monkeypatch):
    pytest.importorskip("torch")
    from lstm_torch.__main__ import chosen, parser
    from lstm_torch.demos.characters import material
    from lstm_torch.training.batches import Share
    from lstm_torch.training.train import Training, torch

    (tmp_path / "rhyme.txt").write_text("the cat sat on the mat, and the rat sat on the cat. " * 60)
    run, told = tmp_path / ("0" * 32) / "run", {"steps": 20, "cell": "lstm", "hidden_size": 8, "seed": 0}
    small = ["--text", str(tmp_path / "rhyme.txt"), "--batch-size", "4", "--window", "10", "--sample-length", "5"]
    line = [*training.arguments("characters", told)[1:], *small, "--out", str(run)]
    settings, _ = chosen(parser().parse_args(line))
    for progress in Training(run, settings, material(settings, torch.device("cpu"), Share())).run():
        if progress.step >= 10:
            break
    assert run_files.told(run).status["state"] == "stopped"
    monkeypatch.delitem(sys.modules, "lstm_torch.__main__")  # or runpy warns that it has been imported before
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    with pytest.raises(SystemExit) as ended:
        go_on.main(["0" * 32, "lstm_torch", "train", "characters", "--out", str(tmp_path / "copy")], tmp_path)
    assert ended.value.code == 0
    gone_on = run_files.told(tmp_path / "copy")
    assert gone_on.status["state"] == "finished"
    assert gone_on.metrics[-1]["step"] == 20
    assert run_files.told(run).status["state"] == "stopped"


def test_the_likeliest_text_is_that_of_reading_everything_anew_for_each_letter():
    network, start = a_network("characters"), np.array([[0, 1], [2, 5]])
    written = write(network, start, 6, np.random.default_rng(0), temperature=0)
    read = start
    for step in range(6):
        read = np.concatenate([read, network.run(read).logits[-1].argmax(axis=1)[None]])
        assert (written[step] == read[-1]).all()


def test_letters_are_drawn_as_often_as_they_are_expected():
    logits = np.log(np.array([0.1, 0.6, 0.3]))
    found = np.bincount(drawn(np.tile(logits, (4000, 1)), 1.0, np.random.default_rng(0))) / 4000
    assert found == pytest.approx([0.1, 0.6, 0.3], abs=0.03)


def test_what_is_held_is_held_while_it_writes_and_not_while_it_reads():
    network, start = a_network("characters"), np.array([[0], [2]])
    edit = Edit("c", value=3.0, units=2)
    written = write(network, start, 4, np.random.default_rng(0), 0, [edit])
    whole = np.concatenate([start, written])
    held = network.run(whole[:-1], [Edit("c", value=3.0, units=2, steps=slice(1, None))])
    assert (held.logits[1:].argmax(axis=-1) == written).all()
    assert held.layers[0]["c"][1:, 0, 2] == pytest.approx(3.0)


@pytest.mark.parametrize("demo", ["characters", "reviews"])
def test_carrying_over_the_memory_of_the_same_text_changes_nothing(demo):
    network, words = a_network(demo), tuple('tea at "eat". a')
    free = writing.texts(network, words, writing.Held())
    assert writing.texts(network, words, writing.Held(other=words[:-1])) == free
    assert len(set(free)) > 1
    assert writing.texts(network, words, writing.Held(unit=1, value=9.0)) != free


def test_a_film_of_some_units_has_their_numbers_and_no_others():
    network = a_network("characters")
    whole = film_data(network, reading.ids_of(network, "tea at"))
    part = film.of_units(whole, [5, 2])
    assert part.hidden_size == 2
    for name in ("node_arrays", "carry", "kept", "added"):
        for key, array in getattr(whole, name).items():
            cut = array[..., [5, 2]] if array.shape[-1] == 8 else array
            assert (getattr(part, name)[key] == cut).all()
    assert sorted(part.orders["carries"]) == [0, 1]
    assert film.with_signs(whole).words == ("t", "e", "a", "␣", "a", "t")


def test_a_text_that_the_network_cannot_read_is_refused_by_its_letters():
    network = a_network("characters")
    assert reading.letters("tea⏎a", network) == ("t", "e", "a", "\n", "a")
    with pytest.raises(ValueError, match="never saw 'x', 'y'"):
        reading.letters("tea x y", network)
    with pytest.raises(ValueError, match="at most 80"):
        reading.letters("e" * 121, network)


def test_the_figures_draw_what_they_are_given():
    drawn_loss = figures.loss([(1, 2.0), (9, 1.0)], [(9, 1.1)], {"counts": 1.5}, "nats", 9)
    assert [list(trace.y) for trace in drawn_loss.data] == [[2.0, 1.0], [1.1]]
    assert drawn_loss.layout.shapes[0].y0 == 1.5
    gaps = figures.by_gap({4: 1.0, 300: 0.2}, {"small": {4: 0.9}}, 0.05, 200)
    assert {trace.name: list(trace.y) for trace in gaps.data} == {"this network": [1.0, 0.2], "small": [0.9]}
    bars = figures.turned({"free": {"for": 0.5, "against": 0.3, "neither": 0.2}})
    assert {bar.name: list(bar.x) for bar in bars.data} == {"positive": [0.5], "negative": [0.3], "neither": [0.2]}
    for dark in (False, True):
        bars = figures.turned({"free": {"for": 0.5, "against": 0.3, "neither": 0.2}}, dark)
        assert confused(bars) == faint(bars) == []
        assert min(scales.of_hex(bar.textfont.color, bar.marker.color) for bar in bars.data) >= 4.5
    dots = figures.one_unit(SENTIMENT["values"], 3)
    assert {trace.name: list(trace.x) for trace in dots.data} == {"positive": [1.4, 1.6], "negative": [-1.2]}


@pytest.mark.parametrize("path", sorted((ASSETS / "big").glob("*/")), ids=lambda path: path.name)
def test_every_run_that_ships_is_finished_small_and_opens_in_numpy(path):
    run = run_files.told(path)
    assert run.status["state"] == "finished"
    assert run.results
    assert runs.network(run).dtype == np.float64
    assert sum(file.stat().st_size for file in path.iterdir()) <= 2 * 10**6


def test_the_question_is_answered_by_what_was_measured(a_run, monkeypatch):
    run = run_files.told(a_run("reviews"))
    monkeypatch.setattr(runs, "shipped", lambda demo: run)
    _, options, right = words.who_knows()
    assert right == "It knows, and it decides"
    assert "97 %" in options[right]


@pytest.mark.parametrize("demo", ["reviews", "characters", "france", "series"])
def test_before_the_guess_the_page_of_a_shipped_demo_holds_no_answer(opened, demo):
    asked = questions.question(runs.shipped(demo))
    assert asked.right in asked.options
    before = opened("big_demos", big_demo=runs.short(demo))
    after = opened("big_demos", big_demo=runs.short(demo), **{f"big_guess_{demo}": guesses.SHOW})
    assert not before.get("plotly_chart")
    assert not before.table
    for answer in (asked.found, *words.AFTER_THE_GUESS):
        assert answer not in said(before)
        assert answer in said(after)
    wrong = next(option for option in asked.options if option != asked.right)
    told = said(opened("big_demos", big_demo=runs.short(demo), **{f"big_guess_{demo}": wrong}))
    assert f"You said {wrong}; it is **{asked.right}**." in told


def test_the_right_options_are_those_that_the_shipped_results_make_right():
    results = {demo: runs.shipped(demo).results for demo in ("reviews", "characters", "france", "series")}
    assert results["reviews"]["sentiment"]["right with this unit"] > 0.9
    assert abs(results["series"]["error"]["network"] / results["series"]["error"]["no change"] - 1) < 0.05
    assert results["france"]["right by gap"]["300"] > 0.9
    word = results["characters"]["cells"]["position in the word"]
    assert abs(word["correlation"]) == max(abs(cell["correlation"]) for cell in results["characters"]["cells"].values())
    assert word["correlation"] >= 0.5
    right = {demo: questions.question(runs.shipped(demo)).right for demo in results}
    assert right == {
        "reviews": "yes: over 90 %",
        "characters": "yes, one unit",
        "france": "nearly always, more than 90 %",
        "series": "about as well",
    }


def test_a_network_that_the_page_cannot_run_is_said_so_in_its_place(shown, monkeypatch):
    monkeypatch.setattr("ui.components.network.name", lambda network: None)
    assert "cannot run a network of this kind" in said(shown("reviews"))
