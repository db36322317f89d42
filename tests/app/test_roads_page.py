"""The lesson on other roads: what it shows is what the roads did, and what is run here can be stopped."""

import json

import numpy as np
import pytest

from figures.charts.roads import compared as figures
from lstm_core import CELLS, TASKS
from lstm_core.roads.compared import by_evolution
from lstm_core.roads.reservoir import distances, recall, reservoir
from lstm_core.tasks.homeland import homeland
from tests.app.test_pages import texts
from tests.support.mounted import header_of, messages
from ui import guesses
from ui.lessons.roads import hero, hidden_states, numbers, pictures, recalls, scenes, votes, words


def charts(page) -> list:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


GUESSED = {
    f"roads_vote_{road}{level}": guesses.SHOW
    for road, level in (("reservoir", ""), ("evolution", 9), ("evolution", 29), ("reward", 10), ("states", ""))
}
OPEN = GUESSED | {key: "true" for parts in pictures.FURTHER.values() for _, key, _ in parts}
USUAL = {"reservoir": 0, "evolution": numbers.LAGS[0], "reward": numbers.CORRIDORS[0], "states": 0}


@pytest.mark.parametrize("road", words.ROADS)
def test_every_road_opens_with_its_pictures_and_says_how_to_read_them(opened, road):
    page = opened("roads", roads_road=words.ROADS[road], **OPEN)
    assert not page.error
    assert not page.info
    assert charts(page)
    assert texts(page).count("How to read this.") == len(charts(page)) + 1  # and one for the picture that plays
    assert votes.verdict(road, USUAL[road], guesses.SHOW) in texts(page)
    assert page.radio[0].label == recalls.RECALLS[road]()[0]


@pytest.mark.parametrize("road", words.ROADS)
def test_before_the_guess_a_road_gives_nothing_away(opened, road):
    page = opened("roads", roads_road=words.ROADS[road], **{key: "true" for key in OPEN if key not in GUESSED})
    asked = votes.vote(road, USUAL[road])
    assert asked.question in texts(page)
    assert asked.then not in texts(page)
    assert not charts(page)
    (told,) = messages(page, "roads")
    assert told == hero.message(road, USUAL[road], None)
    before = header_of(told)
    if road == "reservoir":
        assert before["steps"] == hero.SHOWN_BEFORE < votes.faded()
        assert before["marks"] == {}
    elif road == "evolution":
        assert (before["stages"], before["needed"]) == ([], [])
        assert all(set(signal) == {"signal"} for signal in before["signals"])
    elif road == "reward":
        assert (len(before["walks"]), before["stages"], before["shares"]) == (1, [], [])
    else:
        assert all("move" not in model and "says" not in model for model in before["models"])
    assert asked.right in asked.options


def test_moving_the_spectral_radius_redraws_the_reservoir(opened):
    page = opened("roads", roads_radius="0.5", **OPEN)
    assert "it echoes its input" in texts(page)
    page = opened("roads", roads_radius="1.6", **OPEN)
    assert "does not forget where it began" in texts(page)


def test_the_answers_of_the_guesses_are_measured():
    size = np.sqrt((scenes.echoes()[scenes.RADII.index(0.9)] ** 2).mean(axis=1))
    assert size[votes.faded()] < size[0] / 10 <= size[votes.faded() - 1]
    found = numbers.shipped("evolution")["9"]
    needed = [np.median([way["seen"][-1] for way in found[name]]) for name in ("evolution", "gradient")]
    assert votes.vote("evolution", 9).right == f"{needed[0] / needed[1]:.0f} times"
    assert votes.vote("states", 0).right == "16"
    assert votes.vote("reward", 10).right == votes.WALKS
    for name, stages in scenes.stages().items():
        road = {"latch": "evolution", "maze": "policy"}[name.split("-")[0]]
        ways = numbers.shipped(road)[name.split("-")[1]][{"latch": "evolution", "maze": "reward"}[name.split("-")[0]]]
        assert stages[-1]["seen"] == ways[0]["seen"][-1], (
            "the learner that plays is the one of seed 0 that was measured"
        )
        assert [stage["right"] for stage in stages] == sorted(stage["right"] for stage in stages) or name == "latch-29"


@pytest.mark.parametrize("corridor", numbers.CORRIDORS)
def test_a_walk_is_what_the_maze_makes_of_the_actions(corridor):
    for stage in scenes.walks(corridor):
        for walk in stage:
            at, rewards = 0, []
            for place, action in zip(walk["places"], walk["actions"], strict=True):
                assert place == at
                at += at < corridor and action == 0
                rewards.append(action > 0 and place == corridor)
            assert walk["turned"] == rewards[-1]
            assert walk["right"] == (rewards[-1] and walk["actions"][-1] - 1 == walk["sign"])
            np.testing.assert_allclose(np.sum(walk["chances"], axis=1), 1, atol=1e-3)
    assert {walk["sign"] for walk in scenes.walks(corridor)[0]} == {0, 1}


def test_nothing_can_be_stopped_where_nothing_runs(opened):
    page = opened("roads", roads_road="Evolution", **OPEN)
    assert page.button(key="roads_evolution_stop").disabled


@pytest.mark.parametrize("way", [((100, 900), (0.1, 0.5)), ((0, 640, 64_000), (0.5, 0.5, 1.0))])
def test_an_axis_of_what_was_seen_has_several_ticks_or_one_at_its_end(way):
    axis = figures.ways({"evolution": [way]}, None, "sequences seen").layout.xaxis
    assert len(axis.tickvals) >= 2
    assert all(text.replace(",", "") == str(tick) for tick, text in zip(axis.tickvals, axis.ticktext, strict=True))


def test_what_is_said_of_a_reservoir_is_what_a_reservoir_does():
    rng = np.random.default_rng(0)
    weights = reservoir(CELLS["leaky_echo"], numbers.UNITS, rng, 0.7)
    apart = distances(CELLS["leaky_echo"], weights, rng.uniform(-1, 1, (numbers.STEPS, 1, 1)), rng)
    heard = recall(CELLS["leaky_echo"], weights, rng, numbers.LONGEST, numbers.HEARD)
    shown = numbers.of_reservoir(0.7)
    np.testing.assert_allclose(shown[0][0], apart)
    np.testing.assert_allclose(shown[1][0], heard)
    median = float(np.median(shown[1][:, 1:].sum(axis=1)))
    assert f"recalls {median:.1f} of the last {numbers.LONGEST} inputs" in words.spoken_reservoir(0.7)


def test_evolution_run_on_the_page_is_the_evolution_of_the_core(opened):
    page = opened("roads", roads_road="Evolution", roads_lag="9", **OPEN)
    before = len(charts(page)[0]["data"])
    page.button(key="roads_evolution_go").click().run()
    assert not page.error
    drawn = charts(page)[0]["data"]
    assert len(drawn) == before + 1
    seen, right = zip(
        *[
            (p.seen, p.right)
            for p, _ in zip(
                by_evolution(CELLS["lstm"], TASKS["latch"], 4, 5, lag=9), range(len(drawn[-1]["x"]) + 1), strict=False
            )
        ],
        strict=True,
    )
    assert tuple(drawn[-1]["x"]) == seen[1:]
    np.testing.assert_allclose(drawn[-1]["y"], right[1:])
    page.slider(key="roads_seed").set_value(6).run()
    assert len(charts(page)[0]["data"]) == before, "what was run for another seed is not shown"


def test_a_walk_that_was_stopped_keeps_what_it_found(opened):
    page = opened("roads", roads_road="Evolution", **OPEN)
    page.session_state["roads_evolution_walk"] = {"of": (9, 5), "unfinished": True, "found": ((0, 2048), (0.5, 0.6))}
    page.run()
    assert [trace["y"] for trace in charts(page)[0]["data"]][-1] == [0.6]


def test_a_model_taught_on_the_page_shows_its_own_states(opened):
    *_, (done, _, (model, right)) = hidden_states.teach_live(2, 12)
    page = opened("roads", roads_road="Hidden states", roads_states_2="12", **OPEN)
    page.session_state["roads_states_walk"] = {"of": (2, 12), "found": (model, right)}
    page.run()
    assert "your model" in texts(page)
    assert len(charts(page)[-1]["data"][0]["y"]) == 12
    assert done == 1
    assert right > 0.9
    sentences, order = hidden_states.heard(2, (model, right))
    assert sorted(order) == list(range(12))
    for sentence, alpha in sentences:
        assert alpha.shape == (len(sentence), 12)
        np.testing.assert_allclose(alpha.sum(axis=1), 1)
    (french, one), (spanish, other) = sentences
    assert (french[0], spanish[0]) == homeland(2).vocabulary[:2]
    assert (one[3] * other[3]).sum() < 0.5, "after the same words the two countries are in different states"


def test_the_median_shown_is_that_of_the_seeds():
    drawn = figures.by_size({"LSTM": {1: [0.1, 0.5, 0.9], 4: [1.0, 1.0, 0.0]}}, 8, (6, 0.7)).data
    assert list(drawn[1].y) == [0.5, 1.0]
    assert (drawn[2].x[0], drawn[3].x[0], drawn[3].y[0]) == (8, 6, 0.7)


@pytest.mark.parametrize("text", ["{}", "{torn"])
def test_a_missing_or_torn_file_is_said_in_sentences(opened, monkeypatch, tmp_path, text):
    path = tmp_path / "roads.json"
    path.write_text(text)
    monkeypatch.setattr(numbers, "RESULTS", path)
    page = opened("roads", roads_road="Evolution")
    assert page.error
    assert not page.exception


def test_in_the_maze_the_right_answer_is_marked_beside_the_guess():
    rows = {votes.WALKS: 0, votes.TURNS: 1}
    for corridor in numbers.CORRIDORS:
        right = votes.vote("reward", corridor).right
        for guess in (votes.WALKS, votes.TURNS, votes.NOTHING):
            header = header_of(hero.message("reward", corridor, guess))
            assert header["truth"] == rows.get(right)
            assert header["guess"] == rows.get(guess)
            assert ("✓" in header["said"]) == (right == votes.NOTHING)
