"""A race trains every lane as `fit` alone would, ends it by the rule of 1997, and loses nothing."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, TASKS, Cell, fit, load_run
from lstm_core.__main__ import main
from lstm_core.command_line.race import table
from lstm_core.learning.run_reader import load_config, load_metrics, load_status
from lstm_core.learning.train import new_network
from lstm_core.races.in_the_page import EXAMS, in_the_page, sequences
from lstm_core.races.lane import FRESH, IN_A_ROW
from lstm_core.races.plan import MOST, lane_title, levels_to_test, plan
from lstm_core.races.race import hold
from lstm_core.races.results import Lane, Race, folder, load_race, mean_at, reached

ROOT = Path(__file__).resolve().parents[2]
LATCH = TASKS["latch"]
THREE = {name: CELLS[name] for name in ("lstm", "gru", "rnn")}
RACED = [name for name, task in TASKS.items() if task.race]


def held(path, configs, cells=THREE, task=LATCH):
    """The race in a directory, and what it said while it was held."""
    turns = list(hold(path, task, configs, cells))
    return load_race(path), turns


@pytest.fixture(scope="module")
def easy(tmp_path_factory):
    """Three cells, two seeds, a latch of 6 steps: all meet the rule within 4,000 sequences."""
    configs = plan("latch", LATCH, THREE, ("", "chrono"), (0, 3), level=6, sequences=4000)
    path = tmp_path_factory.mktemp("races") / "easy"
    return path, configs, *held(path, configs)


@pytest.mark.parametrize("name", RACED)
def test_every_task_with_a_lag_can_be_planned_with_every_cell_that_reads_no_images(name):
    cells = {key: cell for key, cell in CELLS.items() if not cell.spatial}
    configs = plan(name, TASKS[name], cells)
    assert [config.cell for config in configs] == list(cells)
    assert {config.schedule for config in configs} == {"constant"}
    sequences = {config.steps * config.batch_size for config in configs}
    assert sequences == {TASKS[name].race.recipe["sequences"]}
    tested = levels_to_test(TASKS[name], configs[0].level)
    low, high = TASKS[name].race.trained(configs[0].level)
    assert high in tested
    assert tested[-1] == 4 * high
    trains_from_the_shortest_on = low == TASKS[name].race.trained(2 * high)[0]
    assert low >= min(tested) or trains_from_the_shortest_on


def test_a_race_has_a_lane_for_every_start_and_seed_but_a_cell_without_a_carry_starts_in_one_way():
    configs = plan("latch", LATCH, THREE, ("1", "chrono"), (5, 6))
    lanes = [(config.cell, config.carry_bias, config.seed) for config in configs]
    gated = [(cell, bias, seed) for cell in ("lstm", "gru") for bias in ("1", "chrono") for seed in (5, 6)]
    assert lanes == [*gated, ("rnn", "", 5), ("rnn", "", 6)]
    assert len({config.name for config in configs}) == len(configs)


def test_a_lane_is_called_by_how_its_carry_starts():
    assert lane_title(CELLS["lstm"], "") == "LSTM, bias 1"
    assert lane_title(CELLS["lstm"], "-1.5") == "LSTM, bias −1.5"
    assert lane_title(CELLS["gru"], "") == "GRU, bias 0"
    assert lane_title(CELLS["gru"], "chrono") == "GRU, chrono"
    assert lane_title(CELLS["rnn"], "") == "RNN"


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"level": MOST["level"] + 1}, "has level 1 to 1,000, got 1,001"),
        ({"sequences": 2_000_000}, "has sequences 8 to 1,000,000, got 2,000,000"),
        ({"sequences": 3}, "has sequences 8 to"),
        ({"seeds": range(40)}, "1 to 64 lanes, got 80"),
        ({"rate": 100.0}, "rate is from"),
        ({"carry_biases": ("open",)}, "carry_bias is a number"),
    ],
)
def test_what_is_beyond_the_limits_is_refused_with_the_limit(chosen, sentence):
    with pytest.raises(ValueError, match=sentence):
        plan("latch", LATCH, {"lstm": CELLS["lstm"], "gru": CELLS["gru"]}, **chosen)


def test_a_task_without_a_lag_and_a_cell_for_images_are_refused():
    with pytest.raises(ValueError, match="France cannot be raced"):
        plan("france", TASKS["france"], THREE)
    for cell in (cell for cell in CELLS.values() if cell.spatial):
        with pytest.raises(ValueError, match="reads images"):
            plan("latch", LATCH, {"images": cell})


def test_every_lane_learns_what_it_would_have_learned_alone(easy):
    path, configs, race, _ = easy
    for config, lane in zip(configs, race.lanes, strict=True):
        alone = new_network(CELLS[config.cell], LATCH, config)
        for progress in fit(alone, LATCH, config):
            if progress.step * config.batch_size == lane.seen:
                break
        kept = load_run(path / folder("latch", lane), dtype=np.float32)
        for name, array in kept.network.parameters.items():
            np.testing.assert_array_equal(array, alone.parameters[name])


def test_a_lane_ends_after_two_thousand_right_answers_in_a_row_and_not_before(easy):
    _, configs, race, _ = easy
    for config, lane in zip(configs, race.lanes, strict=True):
        right = 0
        for progress in fit(new_network(CELLS[config.cell], LATCH, config), LATCH, config):
            right = right + config.batch_size if progress.accuracy == 1 else 0
            if right >= IN_A_ROW:
                break
        assert lane.state == "solved"
        assert lane.reached == progress.step * config.batch_size == lane.seen
        assert lane.wrong == 0
        assert lane.by_level[6] > 0.99


def test_a_lane_that_fails_on_fresh_sequences_has_to_be_right_two_thousand_times_again(tmp_path):
    examined = []

    def solved(outputs, batch):
        # Right in training; the first examination finds two wrong, more than the one that is allowed.
        right = np.ones(len(batch.lengths), dtype=bool)
        if len(right) > 8:
            examined.append(len(right))
            right[:2] = sum(examined) > FRESH
        return right

    strict = replace(LATCH, solved=solved, race=replace(LATCH.race, wrong=1))
    race, _ = held(
        tmp_path / "race", plan("latch", strict, {"rnn": CELLS["rnn"]}, level=4, sequences=8000), task=strict
    )
    assert race.lanes[0].reached == 2 * IN_A_ROW


def test_the_files_tell_the_race_at_every_turn(tmp_path):
    configs = plan("latch", LATCH, THREE, level=5, sequences=800)
    seen = []
    for turn in hold(tmp_path / "race", LATCH, configs, THREE):
        race = load_race(tmp_path / "race")
        assert race.state == load_status(tmp_path / "race")["state"] == "running"
        assert turn.seen == load_status(tmp_path / "race")["step"]
        seen.append([lane.seen for lane in race.lanes])
    assert max(max(lanes) - min(lanes) for lanes in seen) <= 800 // 100
    done = {"state": "finished", "step": 2400, "steps": 2400, "counts": "sequences", "message": ""}
    assert load_status(tmp_path / "race") == done
    race = load_race(tmp_path / "race")
    assert [lane.state for lane in race.lanes] == ["unsolved"] * 3
    assert all(list(lane.sequences) == [8 * k for k in range(1, 101)] for lane in race.lanes)
    for lane in race.lanes:
        rows = load_metrics(tmp_path / "race" / folder("latch", lane))
        assert [row["loss"] for row in rows] == list(lane.loss)


def test_the_loss_begins_near_what_a_blind_answer_pays(easy):
    race = easy[2]
    for lane in race.lanes:
        assert lane.loss[0] == pytest.approx(LATCH.race.baseline(6), abs=0.4)


def test_a_race_is_read_back_from_one_json_file(easy, tmp_path):
    race = easy[2]
    (tmp_path / "race.json").write_text(json.dumps(race.to_json()), encoding="utf-8")
    again = load_race(tmp_path / "race.json")
    assert [lane.title for lane in again.lanes] == [lane.title for lane in race.lanes]
    for lane, other in zip(again.lanes, race.lanes, strict=True):
        assert replace(lane, loss=(), accuracy=(), sequences=()) == replace(other, loss=(), accuracy=(), sequences=())
        np.testing.assert_allclose(lane.loss, other.loss, rtol=1e-3)


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"format": 2}', b'{"format": 1, "task": "latch"}', b'{"format": 1, "lanes": 3, "recipe": {}}'],
)
def test_a_damaged_race_is_refused_with_a_sentence(content, tmp_path):
    (tmp_path / "race.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"race.json of .* is"):
        load_race(tmp_path)


def test_a_lane_whose_loss_is_no_number_ends_and_says_so_and_the_others_go_on(tmp_path):
    cells = {"boom": Cell("Boom", "h = grow * (h_prev + W_xh @ x)", constants={"grow": 1e12}), "rnn": CELLS["rnn"]}
    race, _ = held(tmp_path / "race", plan("latch", LATCH, cells, level=20, sequences=160), cells)
    boom, rnn = race.lanes
    assert (boom.state, rnn.state, race.state) == ("failed", "unsolved", "finished")
    assert "the loss is" in boom.message
    assert "lower rate or clip" in boom.message
    assert load_status(tmp_path / "race" / folder("latch", boom))["state"] == "failed"


def test_a_race_in_which_every_lane_fails_has_failed_and_says_why(tmp_path):
    cells = {"boom": Cell("Boom", "h = grow * (h_prev + W_xh @ x)", constants={"grow": 1e12})}
    race, _ = held(tmp_path / "race", plan("latch", LATCH, cells, level=20, sequences=160), cells)
    assert race.state == "failed"
    assert "the loss is" in load_status(tmp_path / "race")["message"]


def test_a_caller_that_stops_leaves_lanes_that_can_be_used(tmp_path, monkeypatch):
    monkeypatch.setattr("lstm_core.races.race.LAST_LOOK", 600.0)  # a busy machine must not change what is measured
    turns = hold(tmp_path / "race", LATCH, plan("latch", LATCH, THREE, level=30, sequences=8000), THREE)
    for _ in range(4):
        next(turns)
    turns.close()
    race = load_race(tmp_path / "race")
    assert race.state == load_status(tmp_path / "race")["state"] == "stopped"
    assert [lane.seen for lane in race.lanes] == [160, 80, 80]
    assert all(lane.by_level and load_run(tmp_path / "race" / folder("latch", lane)).step for lane in race.lanes)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGTERM that a process can hear")
def test_a_race_that_is_asked_to_end_keeps_everything(tmp_path):
    out = tmp_path / "race"
    arguments = ["race", "copy", "--cells", "lstm", "rnn", "--out", str(out)]
    racing = subprocess.Popen([sys.executable, "-m", "lstm_core", *arguments], cwd=ROOT, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(out.glob("*/metrics.jsonl")) and time.monotonic() < until:
        time.sleep(0.05)
    racing.send_signal(signal.SIGTERM)
    _, complained = racing.communicate(timeout=60)
    assert racing.returncode == 130
    assert b"Traceback" not in complained
    race = load_race(out)
    assert race.state == load_status(out)["state"] == "stopped"
    assert race.lanes[0].seen > 0
    assert load_config(out / folder("copy", race.lanes[0])).hidden_size == TASKS["copy"].race.recipe["hidden_size"]


def test_the_table_gives_the_median_of_the_seeds_and_the_mean_of_their_accuracies(easy):
    race = easy[2]
    for title, lanes in race.groups().items():
        counts = sorted(lane.reached for lane in lanes)
        assert reached(lanes) == (counts[0] + counts[1]) / 2
        assert title in table(race)
        assert f"{reached(lanes):,.0f}" in table(race)
    half = [replace(lane, reached=None) for lane in lanes[:1]] + lanes[1:]
    assert reached(half) is None
    assert mean_at(lanes, 6) == np.mean([lane.by_level[6] for lane in lanes])
    assert mean_at(lanes, 7) is None


def test_the_command_prints_the_table_and_trains_a_typed_cell_too(tmp_path, capsys):
    out, text = tmp_path / "race", "h = tanh(W_xh @ x + W_hh @ h_prev + b_h)"
    arguments = ["race", "latch", "--level", "5", "--sequences", "400", "--cells", "rnn", "--out", str(out)]
    assert main([*arguments, "--equations", text, "--seeds", "1", "2"]) == 0
    printed = capsys.readouterr().out
    race = load_race(out)
    assert [lane.title for lane in race.lanes] == ["RNN", "RNN", "Yours", "Yours"]
    assert race.lanes[0].loss == race.lanes[2].loss
    assert table(race) in printed
    assert str(out) in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["race"], "required"),
        (["race", "france", "--out", "x"], "invalid choice: 'france'"),
        (["race", "latch"], "--out"),
        (["race", "latch", "--level", "100000", "--out", "x"], "has level 1 to 1,000"),
        (["race", "latch", "--carry-bias", "much", "--out", "x"], "carry_bias is a number"),
        (["race", "latch", "--equations", "h = ", "--out", "x"], "h = "),
    ],
)
def test_an_error_of_the_command_is_one_sentence_and_leaves_nothing(arguments, sentence, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code
    said = capsys.readouterr().err
    assert code == 2
    assert sentence in said
    assert len(said.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_race_never_writes_over_another(easy, capsys):
    assert main(["race", "latch", "--out", str(easy[0])]) == 2
    assert "exists already" in capsys.readouterr().err


def test_a_lane_with_a_torn_curve_is_refused():
    with pytest.raises(ValueError, match="damaged"):
        Lane("lstm", "", 0, "LSTM", 16, loss=[1.0])
    with pytest.raises(ValueError, match="damaged"):
        Race.from_json({"format": 1, "task": "latch", "lanes": [{}], "recipe": {}})


def test_with_the_same_parameters_every_cell_is_about_as_large_as_the_lstm():
    configs = plan("latch", LATCH, THREE, same_parameters=True)
    sizes = []
    for config in configs:
        network = new_network(CELLS[config.cell], LATCH, config)
        sizes.append(sum(array.size for array in network.layers[0].weights.values()))
    assert configs[0].hidden_size == LATCH.race.recipe.get("hidden_size", 16)
    np.testing.assert_allclose(sizes, sizes[0], rtol=0.05)


@pytest.mark.parametrize("task", RACED)
def test_every_race_can_be_run_in_the_page_by_a_small_message(task):
    (config,) = in_the_page(plan(task, TASKS[task], {"lstm": CELLS["lstm"]}))
    message = sequences(new_network(CELLS["lstm"], TASKS[task], config), TASKS[task], config)
    assert len(message) < 1_000_000
    header = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
    seen = next(part["sequences"] for part in header["parts"] if part["name"] == "train")
    assert seen == config.steps * config.batch_size  # none comes round again
    assert [part["sequences"] for part in header["parts"] if part["name"] == "exam"] == [FRESH] * EXAMS
