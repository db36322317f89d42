"""Every table is read column by column and compared with the arrays that it stands for."""

import math

import numpy as np
import pytest

from lstm_core import CELLS, Network
from lstm_core.races.results import Lane
from lstm_core.signals.lengths import truncated_backward
from ui.lessons.carriers import tables as carriers
from ui.lessons.layers import numbers as layers
from ui.lessons.layers import words as layer_words
from ui.lessons.many_jobs import numbers as jobs
from ui.lessons.many_jobs import votes
from ui.lessons.many_jobs import words as job_words
from ui.lessons.race import numbers as race
from ui.lessons.race import words as race_words
from ui.lessons.vanishing import numbers as vanishing
from ui.lessons.vanishing import tables
from ui.lessons.vanishing.levers import SCALES, Levers
from ui.lessons.way_back import levers, numbers, words
from ui.lessons.your_model.further import compared
from ui.shipped import networks
from ui.shipped.evidence import found

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text: str) -> float:
    """ "1.2·10⁻¹¹", "12,000", "43 %" as numbers."""
    plain, _, power = text.replace(",", "").replace("−", "-").replace(" steps", "").partition("·10")
    share = 0.01 if plain.endswith("%") else 1.0
    return float(plain.rstrip("% \u202f")) * share * 10.0 ** int(power.translate(RAISED) or 0)


def ends(text: str) -> list[float]:
    """The lowest and the highest of "12 % to 15 %", twice the same of "12 %"; nothing has no share."""
    low, _, high = text.replace("less than nothing", "0 %").partition(" to ")
    return [number(low), number(high or low)]


def rounded(values: list[float]) -> list:
    """As they may be written, in whole percents."""
    return [pytest.approx(max(0.0, end), abs=0.0051) for end in (min(values), max(values))]


@pytest.mark.parametrize("loss", ["last", "sum"])
def test_what_is_left_of_a_signal_is_its_length_there_over_its_length_at_the_loss(loss):
    at = Levers(length=60, loss=loss)
    for cell, row in zip(("rnn", "lstm"), tables.table(["rnn", "lstm"], at), strict=True):
        logs = vanishing.signals(cell, at)["h"]  # (S, T), lag 0 first
        left = math.exp(np.median(logs[:, 50])) / math.exp(np.median(logs[:, 0]))
        assert number(row["left 50 steps back"]) == pytest.approx(left, rel=0.06)
        if loss == "sum":
            assert (row["factor per step"], row["halves in"]) == ("—", "—")
        else:
            factors = sorted(math.exp((log[-1] - log[0]) / 59) for log in logs)
            middle, ends = row["factor per step"].rstrip(")").split(" (")
            assert [number(middle), *map(float, ends.split(" to "))] == pytest.approx(
                [float(np.median(factors)), factors[0], factors[-1]], abs=6e-4
            )
            assert number(row["halves in"]) == pytest.approx(math.log(0.5) / math.log(np.median(factors)), rel=0.05)
        assert row["units"] == str(vanishing.read_noise(cell, at, 0)["h"].shape[-1])


def test_a_signal_that_is_not_1_at_the_loss_is_counted_from_there(monkeypatch):
    logs = np.log([[2.0, *[1.0] * 49, 0.5, 0.5], [4.0, *[1.0] * 49, 1.0, 1.0], [3.0, *[1.0] * 49, 0.75, 0.75]])
    monkeypatch.setattr(tables, "signals", lambda cell, at: {"h": logs})
    (row,) = tables.table(["lstm"], Levers(length=52))
    assert row["left 50 steps back"] == "0.25"


def test_clipping_in_numbers_is_never_over_the_limit():
    cells, at, limit = ["rnn", "lstm"], Levers(length=40), 0.001
    for cell, row in zip(cells, tables.clip_table(cells, at, limit), strict=True):
        before = math.exp(np.median(vanishing.gradients(cell, at, limit)["length"][:, -1]))
        assert number(row[f"length at × {SCALES[-1]:g}"]) == pytest.approx(before, rel=0.06)
        assert number(row["clipped by norm"]) == pytest.approx(min(before, limit), rel=0.06)
        turned = np.median(vanishing.gradients(cell, at, limit)["angle"][:, -1])
        assert number(row["turned by clipping by value"].rstrip("°")) == pytest.approx(turned, abs=0.51)


def test_a_window_is_said_to_hold_the_country_where_a_pull_reaches_it():
    told = levers.sentence(1)
    place = told.index(levers.COUNTRY)
    pulled = numbers.pull(numbers.of_the_window(), told, levers.ANSWER)
    reached = len(told) - place
    for window in (reached - 1, reached, reached + 1):
        arrives = truncated_backward(pulled.trace, pulled.d, window).values["c"][place].any()
        assert (f"“{levers.COUNTRY}” is inside" in words.of_window(1, window)) == arrives, window
        assert ("exactly 0" in words.of_window(1, window)) == (not arrives)


def test_every_column_of_the_experiments_is_the_median_of_its_cells_seeds():
    for key, row in zip(carriers.SAYS, carriers.table(), strict=True):
        for cell in networks.COMPARED:
            runs = [run["evidence"][key] for name, run in found()["runs"].items() if name.startswith(f"france-{cell}-")]
            values = [len(value) if isinstance(value, list) else value for value in runs if value is not None]
            said = row[networks.title(cell)]
            if not values:
                assert said == "—"
            elif key == "carriers":
                assert said.split(" to ") in ([str(min(values))], [str(min(values)), str(max(values))])
            else:
                assert number(said.split(" (")[0]) == pytest.approx(np.median(values), abs=0.0051)


def test_every_column_of_a_race_is_counted_from_its_lanes():
    held = race.shipped("temporal_order")
    far = 2 * held.level
    rows = race_words.table(held, held.groups())
    for row, lanes in zip(rows, held.groups().values(), strict=False):
        met = sorted(lane.reached for lane in lanes if lane.reached)
        wrong = sorted(lane.wrong for lane in lanes if lane.wrong is not None)
        assert row["met the rule"] == f"{len(met)} of {len(lanes)}"
        assert number(row["wrong of 2,560"]) == pytest.approx(np.median(wrong), abs=0.51)
        (column,) = (name for name in row if name.startswith("solved at"))
        assert str(far) in column
        assert number(row[column]) == pytest.approx(np.mean([lane.by_level[far] for lane in lanes]), abs=0.0051)


def test_one_seed_that_met_the_rule_of_three_is_no_median():
    lanes = [Lane("rnn", "", seed, "RNN", 8, "unsolved", reached=count, wrong=9, seen=5000)
             for seed, count in enumerate([900, None, None])]  # fmt: skip
    assert race_words.table(race.shipped("adding"), {"RNN": lanes})[0]["after sequences, median"] == "only 900"
    lanes[1] = Lane("rnn", "", 1, "RNN", 8, "solved", reached=1500, wrong=9, seen=1500)
    assert race_words.table(race.shipped("adding"), {"RNN": lanes})[0]["after sequences, median"].startswith("1,500 ")


@pytest.mark.parametrize("part", ["depth", "stack"])
def test_the_depths_of_a_table_are_those_of_its_networks(part):
    rows = layer_words.depth_table(part)
    for row in rows:
        runs = [run for run in layers.part_of_results(part).values()
                if (str(run["layers"]), f"{run['dropout']:g}") == (row["layers"], row["dropout"])]  # fmt: skip
        assert number(row["parameters"]) == runs[0]["parameters"]
        shares = [value for name, value in row.items() if "gap" in name or "between" in name]
        for k, said in enumerate(shares):
            assert ends(said) == rounded([run["right"][k] for run in runs])
    assert len(rows) == len({(run["layers"], run["dropout"]) for run in layers.part_of_results(part).values()})


@pytest.mark.parametrize("job", votes.QUESTIONS)
def test_everybody_who_does_a_job_stands_in_a_row_with_what_was_measured(job):
    shares, measure = votes.shares(job), votes.QUESTIONS[job].measure
    for row in job_words.table(job):
        values = shares[row["who"]]
        assert ends(row[measure]) == rounded(values)
        count = jobs.results(job)["parameters"].get(row["who"])
        assert row["parameters"] == (f"{count:,}" if count else "–")


def test_two_files_are_compared_by_the_length_of_what_differs():
    one, two = (Network.new(CELLS["lstm"], ("a", "b"), 3, 2, np.random.default_rng(seed)) for seed in (0, 1))
    for row in compared.table(one, two):
        name = next(key for key in one.parameters if compared.plain(key) == row["weights"])
        apart = two.parameters[name] - one.parameters[name]
        length = np.sqrt((one.parameters[name] ** 2).sum()) or 1
        assert number(row["difference"]) == pytest.approx(np.sqrt((apart**2).sum()) / length, rel=6e-3)
        assert number(row["largest"]) == pytest.approx(np.abs(apart).max(), rel=6e-3)
