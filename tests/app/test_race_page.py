"""The lesson on the race draws the races that ship, says what they hold, and starts what its controls say."""

import json
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.race import against_papers, shipped
from benchmarks.race_moments import LEVELS, SEED, table
from figures.charts import race as figures
from figures.charts import race_levels
from lstm_core import CELLS, TASKS
from lstm_core.__main__ import main, parser
from lstm_core.races.lane import Racer
from lstm_core.races.moments import asked, watched
from lstm_core.races.plan import plan
from lstm_core.races.results import load_race
from tests.support.mounted import header_of, messages, prose
from ui.lessons.race import held as here
from ui.lessons.race import hero, numbers, strips, votes, words

SHIPPED = sorted(path.stem for path in numbers.RACES.glob("*.json") if path.stem in TASKS)
ALL = tuple(numbers.first())


def choice(task="temporal_order", cells=ALL, start="chrono"):
    return numbers.Choice(task, cells, start)


def named(figure, name):
    """The trace of a figure that the legend shows under this name."""
    (found,) = [trace for trace in figure.data if trace.name == name and trace.showlegend is not False]
    return found


@pytest.mark.parametrize("task", SHIPPED)
def test_a_shipped_race_is_whole_and_small_and_holds_three_cells_three_starts_and_several_seeds(task):
    held = numbers.shipped(task)
    assert (held.state, held.task, held.sequences) == ("finished", task, TASKS[task].race.recipe["sequences"])
    assert (numbers.RACES / f"{task}.json").stat().st_size < 100_000
    assert {(lane.cell, lane.carry_bias) for lane in held.lanes} == {
        *((cell, bias) for cell in ("lstm", "gru") for bias in ("", "3", "chrono")),
        ("rnn", ""),
    }
    assert {len(lanes) for lanes in held.groups().values()} <= {3, 5}
    for lane in held.lanes:
        assert lane.state in ("solved", "unsolved")
        assert (lane.reached is not None) == (lane.state == "solved")
        assert lane.wrong <= TASKS[task].race.wrong if lane.reached else lane.seen == held.sequences
        assert lane.sequences[-1] == lane.seen
        assert TASKS[task].race.trained(held.level)[1] in lane.by_level


def test_an_lstm_reaches_temporal_order_and_adding_in_fewer_sequences_than_in_1997():
    for task, paper in (("temporal_order", 31_390), ("adding97", 74_000)):
        counts = [lane.reached for lane in numbers.shipped(task).groups()["LSTM, chrono"]]
        assert len(counts) == 5
        assert np.median(counts) <= paper
        assert paper in numbers.published(numbers.shipped(task)).values()


@pytest.mark.parametrize("task", SHIPPED)
@pytest.mark.parametrize("start", numbers.STARTS)
def test_every_curve_is_the_median_of_its_seeds(task, start):
    held = numbers.shipped(task)
    groups = numbers.chosen(held, choice(task, start=start))
    assert len(groups) == 3
    drawn = figures.accuracy(groups, TASKS[task].chance, numbers.published(held))
    for name, lanes in groups.items():
        line = named(drawn, name)
        shortest = min(lanes, key=lambda lane: len(lane.sequences))
        k = len(shortest.sequences) // 2
        place = list(line.x).index(shortest.sequences[k])
        values = [lane.accuracy[list(lane.sequences).index(line.x[place])] for lane in lanes]
        assert line.y[place] == pytest.approx(np.median(values))
    marks = {x for trace in drawn.data if trace.mode == "markers" for x in trace.x}
    assert marks == {lane.reached for lanes in groups.values() for lane in lanes if lane.reached}


@pytest.mark.parametrize("task", SHIPPED)
def test_accuracy_by_level_is_the_mean_of_the_seeds_and_what_was_trained_is_shaded(task):
    held = numbers.shipped(task)
    groups, span = numbers.chosen(held, choice(task)), TASKS[task].race.trained(held.level)
    drawn = race_levels.by_level(groups, span, "lag", TASKS[task].chance)
    for name, lanes in groups.items():
        line = named(drawn, name)
        np.testing.assert_allclose(line.y, np.mean([[lane.by_level[x] for x in line.x] for lane in lanes], axis=0))
    strip = drawn.layout.shapes[0]
    assert strip.x0 < span[0] <= span[1] < strip.x1
    assert max(line.x) == 4 * span[1]


def test_the_gap_decides_the_winner():
    longest = {}
    for each in numbers.gaps():
        for title, lanes in each.groups().items():
            if sum(lane.reached is not None for lane in lanes) > len(lanes) / 2:
                longest[title] = each.level
    assert longest["RNN"] < longest["LSTM, bias 1"] < longest["LSTM, chrono"] == numbers.gaps()[-1].level


@pytest.mark.parametrize("task", SHIPPED)
def test_the_table_has_a_row_for_every_racer_and_every_paper(task):
    held = numbers.shipped(task)
    rows = words.table(held, held.groups())
    assert [row["racer"] for row in rows] == [*held.groups(), *numbers.published(held)]
    for row, lanes in zip(rows, held.groups().values(), strict=False):
        counts = [lane.reached for lane in lanes if lane.reached]
        assert row["met the rule"] == f"{len(counts)} of {len(lanes)}"
        if len(counts) == len(lanes):
            assert row["after sequences, median"].startswith(f"{np.median(counts):,.0f} (")
        if not counts:
            assert "not within" in row["after sequences, median"]


@pytest.mark.parametrize("task", numbers.tasks())
def test_what_the_button_starts_is_what_the_command_line_understands(task):
    told, said = here.arguments(choice(task, start="own"), "", 30, 7, 5000)
    assert told[0] == "lstm_core"
    given = parser().parse_args([*told[1:], "--out", "x"])
    assert (given.task, given.level, given.seeds, given.sequences) == (task, 30, [7], 5000)
    assert given.cells == list(ALL)
    assert given.carry_bias == ["own"]
    assert all(text in said for text in (TASKS[task].title, "LSTM, bias 1", "GRU, bias 0", "RNN", "seed 7", "5,000"))


def test_the_command_of_the_button_runs(tmp_path):
    told, _ = here.arguments(choice("latch", ("rnn",)), "", 5, 1, 5000)
    assert main([*told[1:], "--out", str(tmp_path / "race")]) == 0
    assert load_race(tmp_path / "race").lanes[0].state == "solved"


def test_with_the_same_parameters_the_page_says_what_changes():
    held = numbers.shipped("temporal_order" + numbers.PARAMETERS)
    assert len({lane.units for lane in held.lanes}) == 3
    said = words.same_parameters(held)
    for title, lanes in held.groups().items():
        met = sum(lane.reached is not None for lane in lanes)
        assert f"{title} {met} of 5" in said
    told, text = here.arguments(choice(), "", 30, 0, 5000, here.SIZES[1])
    assert parser().parse_args([*told[1:], "--out", "x"]).same_parameters
    assert "same parameters" in text


def test_too_much_or_nobody_is_refused_before_it_starts_with_the_limit():
    told, said = here.arguments(choice(cells=()), "", 100, 0, 5000)
    assert told is None
    assert "at least one racer" in said
    told, said = here.arguments(choice(), "", here.LONGEST, 0, 60_000)
    assert told is None
    assert "may take 60 million" in said
    assert here.arguments(choice(), "", here.LONGEST, 0, 40_000)[0]


def test_another_cell_can_race_too():
    added = here.others()[0]
    told, _ = here.arguments(choice(), added, 30, 0, 5000)
    assert added in parser().parse_args([*told[1:], "--out", "x"]).cells
    assert not any(CELLS[key].spatial for key in here.others())


def test_the_table_of_benchmarks_is_the_one_that_the_shipped_races_give():
    assert against_papers(shipped()) in (numbers.RACES.parents[1] / "BENCHMARKS.md").read_text(encoding="utf-8")


def test_the_question_is_answered_by_the_race():
    _, said, right = words.which_start()
    held = numbers.shipped("temporal_order").groups()
    medians = {name: np.median([lane.reached or np.inf for lane in held[name]]) for name in said}
    assert medians[right] == min(medians.values())
    assert set(said) == {name for name in held if name.startswith("LSTM")}


def test_the_page_opens_on_the_race_and_follows_its_controls(opened):
    page = opened("race", race_task="Latch", race_start="3", race_vote="10", race_all="true", race_own="true")
    assert page.selectbox(key="race_task").value == "latch"
    text = prose(page)
    assert TASKS["latch"].published[1:] in text
    assert not page.error
    assert page.slider(key="race_lag").value == TASKS["latch"].levels["lag"][2]
    assert [button.label for button in page.button if button.key == "race_job_start"] == ["Start the race"]


MOMENTS = json.loads(hero.MOMENTS.read_bytes())


def test_every_task_that_is_raced_has_racers_that_were_asked_on_their_way():
    assert set(MOMENTS) == set(numbers.tasks()) == set(strips.WORDINGS)
    assert hero.MOMENTS.stat().st_size < 1_000_000
    assert tuple(map(int, MOMENTS["temporal_order"])) == LEVELS["temporal_order"]
    assert "Temporal order 10, RNN: " in table(MOMENTS)
    for key, by_level in MOMENTS.items():
        for level, racers in by_level.items():
            batch = asked(TASKS[key], int(level))
            for racer in racers.values():
                assert racer["moments"][-1]["seen"] == racer["sequences"][-1]
                assert all(len(moment["said"]) == len(batch.lengths) for moment in racer["moments"])


def test_the_racers_that_were_asked_are_those_of_the_gap_chart():
    for race in numbers.gaps():
        for title, lanes in race.groups().items():
            assert MOMENTS["temporal_order"][str(race.level)][title]["reached"] == lanes[SEED].reached


def test_what_a_racer_answers_is_what_the_same_training_answers_again(tmp_path):
    (config,) = plan("temporal_order", TASKS["temporal_order"], {"rnn": CELLS["rnn"]}, level=10, sequences=1200)
    again = list(watched(Racer(tmp_path, TASKS["temporal_order"], config, CELLS["rnn"]), "temporal_order"))
    kept = MOMENTS["temporal_order"]["10"]["RNN"]["moments"]
    for one, other in zip(again[:2], kept[:2], strict=True):
        assert one["seen"] == other["seen"]
        np.testing.assert_allclose(one["said"], other["said"], atol=0.01)


@pytest.mark.parametrize("task", numbers.tasks())
def test_before_the_guess_the_picture_has_no_racer_and_no_answer(task):
    told = header_of(hero.message(choice(task), None))
    assert not any(level["racers"] for level in told["levels"])
    assert not any({"truth", "spoken"} & set(one) for level in told["levels"] for one in level["sequences"])
    if told["gaps"]:
        assert told["gaps"]["racers"] == []
        assert "truth" not in told["gaps"]
    after = header_of(hero.message(choice(task), "10"))
    assert [racer["title"] for racer in after["levels"][0]["racers"]] == numbers.titles(choice(task))


def test_the_page_gives_nothing_away_before_the_guess_and_marks_it_after(opened):
    everything = {"race_all": "true", "race_distances": "true"}
    page = opened("race", **everything)
    text = prose(page)
    assert votes.question() in text
    assert "never learn it" not in text
    assert not page.get("plotly_chart")
    assert not page.table
    (told,) = messages(page, "race")
    assert told == hero.message(choice(), None)
    page = opened("race", race_vote="50", **everything)
    text = prose(page)
    assert votes.verdict("50") in text
    assert f"it is **{votes.furthest()}**" in text
    assert page.get("plotly_chart")
    (told,) = messages(page, "race")
    assert (header_of(told)["gaps"]["guess"], header_of(told)["gaps"]["truth"]) == (50, votes.furthest())


def test_the_furthest_of_the_rnn_is_counted_from_the_seeds():
    met = {
        race.level: [lane.reached is not None for lane in race.groups()["RNN"]].count(True) for race in numbers.gaps()
    }
    assert votes.furthest() == max(level for level, count in met.items() if count >= 2)
    assert str(votes.furthest()) in votes.options()


def test_a_racer_that_still_learns_has_not_lost():
    lanes = numbers.gaps()[-1].groups()["RNN"]
    going = [replace(lane, state="running", seen=200) for lane in lanes]
    race = replace(numbers.gaps()[-1], lanes=tuple(going))
    assert words.table(race, race.groups())[0]["after sequences, median"] == "not yet"
    (ended,) = words.table(replace(race, lanes=tuple(lanes)), {"RNN": lanes})[:1]
    assert ended["after sequences, median"] == "not within 15,000"
    assert "all 2,560 wrong" in words.reading_of_table("temporal_order")
    assert "sure" not in words.reading_of_table("latch")
