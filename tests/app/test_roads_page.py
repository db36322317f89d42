"""The lesson on other roads: what it shows is what the roads did, and what is run here can be stopped."""

import json

import numpy as np
import pytest

from figures.charts import roads as figures
from lstm_core import CELLS, TASKS
from lstm_core.roads.compared import by_evolution
from lstm_core.roads.reservoir import distances, recall, reservoir
from lstm_core.tasks.homeland import homeland
from tests.app.test_pages import texts
from ui.lessons.roads import hidden_states, numbers, words


def charts(page) -> list:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


@pytest.mark.parametrize("road", words.ROADS.values())
def test_every_road_opens_with_its_pictures_and_says_how_to_read_them(opened, road):
    page = opened("roads", roads_road=road)
    assert not page.error
    assert not page.info
    assert charts(page)
    assert texts(page).count("How to read this.") == len(charts(page))


def test_moving_the_spectral_radius_redraws_the_reservoir(opened):
    page = opened("roads", roads_radius="0.5")
    assert "it echoes its input" in texts(page)
    page.slider(key="roads_radius").set_value(1.6).run()
    assert "does not forget where it began" in texts(page)


def test_what_is_said_of_a_reservoir_is_what_a_reservoir_does():
    rng = np.random.default_rng(0)
    weights = reservoir(CELLS["leaky_echo"], numbers.UNITS, rng, 0.7)
    apart = distances(CELLS["leaky_echo"], weights, rng.uniform(-1, 1, (numbers.STEPS, 1, 1)), rng)
    heard = recall(CELLS["leaky_echo"], weights, rng, numbers.LONGEST, numbers.HEARD)
    shown = numbers.of_reservoir(0.7)
    np.testing.assert_allclose(shown[0][0], apart)
    np.testing.assert_allclose(shown[1][0], heard)
    median = float(np.median(shown[1][:, 1:].sum(axis=1)))
    assert f"finds {median:.1f} again" in words.spoken_reservoir(0.7)


def test_evolution_run_on_the_page_is_the_evolution_of_the_core(opened):
    page = opened("roads", roads_road="Evolution", roads_lag="9")
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
    page = opened("roads", roads_road="Evolution")
    page.session_state["roads_evolution_walk"] = {"of": (29, 5), "unfinished": True, "found": ((0, 2048), (0.5, 0.6))}
    page.button(key="roads_evolution_stop").click().run()
    assert [trace["y"] for trace in charts(page)[0]["data"]][-1] == [0.6]


def test_a_model_taught_on_the_page_shows_its_own_states(opened):
    *_, (done, _, (model, right)) = hidden_states.teach_live(2, 12)
    page = opened("roads", roads_road="Hidden states", roads_states_2="12")
    page.session_state["roads_states_walk"] = {"of": (2, 12), "found": (model, right)}
    page.run()
    assert "Your model" in texts(page)
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
