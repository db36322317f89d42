"""Every chart of Python draws the numbers that it is given: each mark at its place, its own sign, its own name."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures.charts import (
    attention,
    big_demos,
    family,
    layers,
    learning,
    many_jobs,
    moving,
    race,
    race_levels,
    swaps,
    translators,
    units,
    vanishing,
    way_back,
)
from figures.charts.questions.before_after import before_after
from figures.charts.questions.gap import by_gap
from figures.charts.questions.lag import along_lag
from figures.charts.questions.options import by_option
from figures.charts.questions.seeds import shares_by_seed
from figures.charts.roads import compared, states
from figures.charts.your_model import along, gates, weights
from lstm_core.races.results import Lane
from tests.support.legends import confused, faint

TWO_SEEDS = {"RNN": np.array([[0.1, 0.3], [0.5, 0.6]]), "LSTM": np.array([[0.9, 0.8], [0.7, 1.0]])}


@pytest.fixture(autouse=True)
def legends(monkeypatch: pytest.MonkeyPatch):
    """Whatever is drawn here, of every kind of chart: no eye confuses two entries of a legend or misses one."""
    drawn, made = [], go.Figure
    monkeypatch.setattr(go, "Figure", lambda *given, **options: drawn.append(made(*given, **options)) or drawn[-1])
    yield
    assert [confused(chart) + faint(chart) for chart in drawn] == [[] for _ in drawn]


def traces(drawn: go.Figure) -> list[dict]:
    return drawn.to_plotly_json()["data"]


def named(drawn: go.Figure, name: str, mode: str = "") -> dict:
    """The first trace of that name, and of that mode where one is asked for."""
    return next(t for t in traces(drawn) if t.get("name") == name and t.get("mode", "").startswith(mode))


def labels(drawn: go.Figure, side: str = "yaxis") -> dict:
    """{what an axis says: where}."""
    axis = drawn.to_plotly_json()["layout"][side]
    return dict(zip(axis["ticktext"], axis["tickvals"], strict=True))


def uprights(drawn: go.Figure) -> list[float]:
    return [shape["x0"] for shape in drawn.to_plotly_json()["layout"]["shapes"] if shape["x0"] == shape["x1"]]


def test_a_band_runs_along_the_highest_and_back_along_the_lowest_seed():
    drawn = by_gap([4, 9], TWO_SEEDS, 0.05, gap=9)
    assert [t["y"] for t in traces(drawn)[:2]] == [[0.5, 0.6, 0.3, 0.1], [0.9, 1.0, 0.8, 0.7]]
    assert named(drawn, "LSTM")["y"] == pytest.approx([0.8, 0.9])
    assert uprights(drawn) == [9]
    logs = {"RNN": np.log([[1, 0.1], [1, 0.3], [1, 0.2]])}
    drawn = along_lag(logs, {"RNN": np.log([1, 0.5])}, "length")
    assert traces(drawn)[0]["y"] == pytest.approx([0, np.log10(0.3), np.log10(0.1), 0])
    assert named(drawn, "RNN")["y"] == pytest.approx([0, np.log10(0.2)])
    assert named(drawn, "RNN, theory")["y"] == pytest.approx([0, np.log10(0.5)])


def test_a_row_of_options_stands_where_its_name_stands():
    drawn = by_option(["a", "b"], TWO_SEEDS, chosen="b", chance=0.25, right="a")
    places = [round(place) for place in named(drawn, "LSTM")["y"]]
    assert places == [labels(drawn)["✓ a"], labels(drawn)["<b>b</b> · your guess"]] * 2
    means = traces(drawn)[3]
    assert dict(zip((round(y) for y in means["y"]), means["x"], strict=True)) == pytest.approx({1: 0.8, 0: 0.9})
    assert uprights(drawn) == [0.25]
    drawn = shares_by_seed({"one": {"LSTM": [0.9, 0.8]}, "two": {"RNN": [0.2], "LSTM": [0.4]}}, None)
    for name, shares in {"LSTM": {"one": [0.9, 0.8], "two": [0.4]}, "RNN": {"one": [], "two": [0.2]}}.items():
        marks = named(drawn, name)
        rows = [round(row) for row in marks["y"]]
        for label, place in labels(drawn).items():
            assert [x for x, row in zip(marks["x"], rows, strict=True) if row == place] == shares[label], (name, label)


def test_what_was_before_and_after_stands_beside_its_own_word():
    drawn = before_after(["french", "spanish"], {"before": [0.9, 0.1], "after": [0.2, 0.8]})
    for name, shares in {"before": {"french": 0.9, "spanish": 0.1}, "after": {"french": 0.2, "spanish": 0.8}}.items():
        bar = named(drawn, name)
        assert dict(zip(bar["y"], bar["x"], strict=True)) == shares
        assert bar["text"] == [f"{shares[word]:.0%}" for word in bar["y"]]


def test_clipping_brings_down_what_is_longer_than_the_limit_and_leaves_the_rest():
    logs = {"RNN": np.log([[0.5, 30.0], [0.5, 50.0]])}
    drawn = vanishing.before_and_after([1, 4], logs, 2.0)
    middle = np.median(logs["RNN"], axis=0) / np.log(10)
    assert named(drawn, "RNN")["y"] == pytest.approx(middle)
    assert named(drawn, "RNN, clipped")["y"] == pytest.approx([middle[0], np.log10(2)])
    assert drawn.layout.shapes[0].y0 == pytest.approx(np.log10(2))


def test_paths_spectra_eigenvalues_and_powers_are_drawn_as_they_are():
    logs = {name: np.log([1.0, 0.5, 0.5**k]) for k, name in enumerate(vanishing.PATHS, 1)}
    drawn = vanishing.by_path(logs, "length")
    for name, title in vanishing.PATHS.items():
        assert named(drawn, title)["y"] == pytest.approx(logs[name] / np.log(10))
    assert named(vanishing.spectra({"RNN": np.log([2.0, 0.1])}), "RNN")["y"] == pytest.approx([np.log10(2), -1])
    dots = named(vanishing.eigenvalues({"RNN": np.array([0.5 + 0.25j, -0.75 - 1j])}), "RNN")
    assert (dots["x"], dots["y"]) == ([0.5, -0.75], [0.25, -1])
    drawn = vanishing.powers([1.0, 3.0, 2.0], [1.0, 0.9, 0.81])
    assert [t["y"] for t in traces(drawn)] == [[1.0, 3.0, 2.0], [1.0, 0.9, 0.81]]
    assert (drawn.layout.annotations[0].x, drawn.layout.annotations[0].y) == (1, 3)


def test_the_way_back_marks_the_country_and_the_window_that_just_reaches_it():
    words = ("i", "grew", "up", "in", "france", ".", "fluent")
    logs = np.log(np.linspace(0.1, 2, 14).reshape(2, 7))
    drawn = way_back.over_training(logs, [0, 500], words, 4, "pull")
    np.testing.assert_allclose(traces(drawn)[0]["z"], logs / np.log(10))
    assert (traces(drawn)[0]["y"], traces(drawn)[1]["x"]) == (["0", "500"], [4])
    assert traces(drawn)[1]["name"] == "“france”"
    assert all(words[place] == word for word, place in labels(drawn, "xaxis").items())
    gap = len(words) - 1 - words.index("france")
    drawn = way_back.by_window([1, 3, 7], {"at the start": [90, 50, 0], "trained": [80, 10, 0]}, 5, gap)
    assert uprights(drawn) == [5, len(words) - words.index("france")], "a window that begins at the country holds it"
    assert [note["x"] for note in drawn.to_plotly_json()["layout"]["annotations"]] == uprights(drawn)
    assert named(drawn, "trained")["y"] == [80, 10, 0]


def test_what_is_due_to_the_country_keeps_its_sign_and_zero_is_neutral():
    values = np.array([[-2.0, 0.5], [1.0, 0.0]])
    drawn = layers.because(values, ["one", "two"], ["france", "."])
    heat = traces(drawn)[0]
    assert (heat["z"], heat["zmin"], heat["zmax"]) == (values.tolist(), -2, 2)
    assert labels(drawn) == {"one": 0, "two": 1}
    drawn = layers.flips_by_layer({"layer 1": [0.0, 0.25]}, ["a", "b"], "memory")
    assert (named(drawn, "layer 1")["x"], named(drawn, "layer 1")["y"]) == ([0, 1], [0.0, 0.25])


def test_a_map_of_characters_has_red_where_a_probability_falls():
    matrix = np.array([[0.5, -0.25], [0.0, 1.0], [9.0, 9.0]])
    heat = traces(attention.falls(matrix, "ab", "xy"))[0]
    assert (heat["z"], heat["zmin"], heat["zmax"]) == (matrix[:2].tolist(), -1, 1)
    assert heat["text"] == [["−50", "+25"], ["+0", "−100"]]
    assert heat["customdata"][0] == [["x", "a"], ["x", "b"]]
    weight = np.array([[0.25, 0.75], [1.0, 0.0]])
    heat = traces(attention.between(weight, "a "))[0]
    assert (heat["z"], heat["text"][0]) == (weight.tolist(), ["25 %", "75 %"])
    assert heat["customdata"][0] == [["a", "a"], ["a", "␣"]]


def test_swaps_stand_over_the_word_and_beside_the_number_of_units():
    drawn = swaps.flips_by_word({"c": [0.0, 1.0], "h": [0.5, 0.25]}, ["in", "france"])
    assert (named(drawn, "c only")["y"], named(drawn, "h only")["y"]) == ([0.0, 1.0], [0.5, 0.25])
    top, chance = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], [[0, 0], [0, 0.05], [0, 0]]
    heat, other = traces(swaps.flips_by_word_and_count(top, chance, [1, 8], ["a", "b", "c"]))
    assert heat["z"] == [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], "a row for each number of units"
    assert (other["z"], heat["y"], heat["x"]) == ([[0, 0, 0], [0, 0.05, 0]], ["1", "8"], [0, 1, 2])


def test_units_stand_by_what_they_keep_and_carriers_are_full():
    drawn = units.rankings([0.1, 0.9, 0.5], [0.2, 0.8, 0.4], [0, 0, 0], carriers=[1], guess=2)
    assert (named(drawn, "carriers")["x"], named(drawn, "carriers")["y"]) == ([0.8], [0.9])
    assert (named(drawn, "other units")["x"], named(drawn, "other units")["y"]) == ([0.2, 0.4], [0.1, 0.5])
    assert (named(drawn, "your guess, unit 2")["x"], named(drawn, "your guess, unit 2")["y"]) == ([0.4], [0.5])
    assert named(units.rankings([0.1, 0.9], None, [3.0, -1.0], [0]), "other units")["x"] == [-1.0]


def test_a_training_is_drawn_at_its_updates():
    drawn = learning.accuracy_by_step([1, 9], [0.1, 0.7], 0.05, 20, beside={"GRU": ([2, 4], [0.3, 0.2])})
    assert (named(drawn, "yours")["x"], named(drawn, "yours")["y"]) == ([1, 9], [0.1, 0.7])
    assert (named(drawn, "GRU")["x"], named(drawn, "GRU")["y"]) == ([2, 4], [0.3, 0.2])
    assert drawn.layout.shapes[0].y0 == 0.05
    drawn = learning.size_by_step([1, 9], [0.01, 100.0], "length", 20, limit=10.0)
    assert traces(drawn)[0]["y"] == pytest.approx([-2, 2])
    assert drawn.layout.shapes[0].y0 == pytest.approx(1)


def test_the_family_has_a_row_for_each_cell_the_first_on_top():
    shares = {"LSTM": np.array([0.9, 0.7]), "RNN": np.array([0.1, 0.2])}
    drawn = family.by_cell(shares, ["LSTM"], 0.05)
    row = labels(drawn)
    assert row["<b>LSTM</b>"] > row["RNN"]
    means = {t["y"][0]: t["x"] for t in traces(drawn) if len(t["x"]) == 1}
    assert means == {row["<b>LSTM</b>"]: [pytest.approx(0.8)], row["RNN"]: [pytest.approx(0.15)]}
    assert uprights(drawn) == [0.05]
    pulses = np.array([0.0, 1.0, 1.0, -0.5])
    drawn = family.answers(pulses, {"LSTM": {"h": np.array([0, -0.5, 0.25, 1])}}, "h", "output")
    assert named(drawn, "LSTM")["y"] == [0, -0.5, 0.25, 1]
    assert uprights(drawn) == [1, 2, 3]
    assert {note.text for note in drawn.layout.annotations} == {"input +1"}


def test_a_race_is_drawn_at_the_sequences_seen_and_met_where_it_was_met():
    one = Lane("lstm", "", 0, "LSTM", 8, "solved", reached=300, by_level={10: 1.0, 20: 0.5}, sequences=(100, 200, 300),
               loss=(1.0, 0.5, 0.1), accuracy=(0.2, 0.6, 1.0))  # fmt: skip
    two = Lane("lstm", "", 1, "LSTM", 8, "unsolved", by_level={10: 0.8, 20: 0.1}, sequences=(100, 200, 300),
               loss=(1.0, 0.9, 0.7), accuracy=(0.1, 0.2, 0.4))  # fmt: skip
    for drawn, curves in ((race.accuracy, "accuracy"), (race.loss, "loss")):
        drawn = drawn({"LSTM": [one, two]}, 0.5, {"1997": 200})
        middle = named(drawn, "LSTM")
        assert middle["y"] == pytest.approx(np.median([getattr(one, curves), getattr(two, curves)], axis=0))
        assert [t["x"] for t in traces(drawn) if t["mode"] == "markers"] == [[300]]
        assert (drawn.layout.shapes[0].y0, uprights(drawn)[-1]) == (0.5, 200)
    drawn = race_levels.by_level({"LSTM": [one, two]}, (10, 10), "length", 0.5)
    assert named(drawn, "LSTM")["y"] == pytest.approx([0.9, 0.3])
    assert drawn.layout.shapes[0].x0 < 10 < drawn.layout.shapes[0].x1


def test_translators_are_compared_by_the_mean_of_their_seeds():
    run = {"counts": [1, 2], "pointed": [0.2, 0.8], "rest": [0.5, 0.5], "random": [0.1, 0.0], "steps": [5, 10],
           "curve": [0.1, 0.9], "every_at": {k: 0.1 * k for k in translators.PLACES}}  # fmt: skip
    other = run | {"pointed": [0.4, 1.0], "curve": [0.3, 0.5]}
    results, titles = {"fixed": [run, other]}, {"fixed": "no attention"}
    drawn = translators.flips(results, titles)
    assert named(drawn, "no attention: most weight")["y"] == pytest.approx([0.3, 0.9])
    assert named(drawn, "no attention: random others")["y"] == pytest.approx([0.1, 0.0])
    drawn = translators.by_place(results, titles)
    assert named(drawn, "no attention")["y"] == pytest.approx([0.1 * k for k in translators.PLACES])
    drawn = translators.learning(results, titles)
    assert traces(drawn)[0]["y"] == [0.3, 0.9, 0.5, 0.1]
    assert named(drawn, "no attention")["y"] == pytest.approx([0.2, 0.7])


def test_a_forecast_has_its_band_around_what_was_expected():
    low, middle, high = np.array([-1.0, 0]), np.array([0.0, 1]), np.array([2.0, 3])
    drawn = many_jobs.forecast(np.array([7, 8]), np.array([0.5, -2]), (middle, low, high), {"last": middle}, 8, "load")
    assert traces(drawn)[0]["y"] == [2, 3, 0, -1]
    assert (named(drawn, "load")["y"], named(drawn, "LSTM")["y"], uprights(drawn)) == ([0.5, -2], [0, 1], [8])
    assert traces(many_jobs.looks(["a", "b"], np.array([0.25, 0.75])))[0]["y"] == [0.25, 0.75]
    drawn = many_jobs.layer_list([("embedding", "8", "numbers", 80), ("LSTM", "4", "h", 1200)])
    said = {note.text: note.y for note in drawn.layout.annotations if note.text}
    assert said["<b>embedding</b>"] == said["80 parameters"] > said["<b>LSTM</b>"] == said["1,200 parameters"]


def test_errors_of_pictures_begin_at_the_first_that_is_predicted():
    drawn = moving.by_step([[0.1, 0.2], [0.3, 0.1]], {"copy": [0.4, 0.4]}, 2)
    assert [(t["x"], t["y"]) for t in traces(drawn)] == [
        ([2, 3], [0.1, 0.2]),
        ([2, 3], [0.3, 0.1]),
        ([2, 3], [0.4, 0.4]),
    ]


def test_lines_of_a_text_keep_the_sign_of_each_letter():
    heat = traces(big_demos.along_lines([("\na", [-0.5, 0.25]), ("b", [0.1])], "unit 3"))[0]
    assert heat["z"] == [[-0.5, 0.25], [0.1, None]]
    assert (heat["text"], heat["zmin"], heat["zmax"]) == ([["⏎", "a"], ["b", ""]], -0.5, 0.5)


def test_other_roads_are_drawn_with_the_median_of_their_seeds():
    drawn = compared.by_lag([1, 3], {"evolution": np.array([[1.0, 0.5], [0.9, 0.6], [0.2, 0.4]])}, 0.5)
    assert named(drawn, "evolution", "lines")["y"] == [0.9, 0.5]
    drawn = compared.by_size({"LSTM": {2: [0.2, 0.4, 0.9], 4: [1.0]}}, 40, (8, 0.7))
    assert named(drawn, "LSTM", "lines")["y"] == [0.4, 1.0]
    assert (named(drawn, "yours")["x"], named(drawn, "yours")["y"]) == ([8], [0.7])
    assert (named(drawn, "written by hand")["x"], named(drawn, "written by hand")["y"]) == ([40], [1.0])
    drawn = compared.ways({"evolution": [([0, 10, 20], [0.5, 0.6, 0.9])]}, ("yours", [([5], [0.1])]), "seen")
    assert (named(drawn, "evolution")["x"], named(drawn, "evolution")["y"]) == ((10, 20), (0.6, 0.9)) or (
        named(drawn, "evolution")["x"] == [10, 20] and named(drawn, "evolution")["y"] == [0.6, 0.9]
    )
    assert list(named(drawn, "yours")["y"]) == [0.1]


def test_what_a_reservoir_holds_and_a_hidden_state_believes():
    drawn = states.apart(np.array([[1.0, 0.1], [1.0, 0.001], [1.0, 0.01]]))
    assert traces(drawn)[0]["y"] == pytest.approx([0, -1, -3, 0])
    assert traces(drawn)[1]["y"] == pytest.approx([0, -2])
    drawn = states.recalled(np.array([[1.0, 0.5, 0.5], [1.0, 0.5, 0.0], [1.0, 0.7, 0.5]]))
    assert (traces(drawn)[0]["y"], drawn.layout.annotations[0].text) == ([1.0, 0.5, 0.5], "together 1.0 steps")
    alpha = np.array([[0.9, 0.1], [0.3, 0.7]])
    heat = traces(states.belief([(("a", "b"), alpha), (("c",), alpha[:1])], places=[1, 0]))[0]
    np.testing.assert_array_equal(heat["z"], [[0.1, 0.7, np.nan, 0.1], [0.9, 0.3, np.nan, 0.9]])


def test_a_network_of_ones_own_is_drawn_from_its_end_back_and_from_the_step_on():
    drawn = along.signals({"h": np.log([0.25, 0.5, 1.0])})
    assert named(drawn, "∂L/∂h")["y"] == pytest.approx([1, 0.5, 0.25])
    assert named(along.towards({"c": np.array([1.0, 0.5])}, 3), "c")["x"] == [3, 4]
    drawn = gates.saturation({"f": (0.25, 0.5), "i": (0.0, 0.1)})
    assert {t["name"].split(",")[0]: t["x"] for t in traces(drawn)} == {
        "shut": [0.25, 0.0],
        "between": [0.25, 0.9],
        "open": [0.5, 0.1],
    }
    assert traces(gates.half_lives(np.array([3.0, 9.0, 1.0]), "#000000"))[0]["y"] == [9, 3, 1]
    assert named(gates.by_step({"f": np.array([0.2, 0.9])}, [1, 2]), "f")["y"] == [0.2, 0.9]


def test_weights_are_drawn_on_one_scale_about_zero_and_averaged_where_there_are_many():
    pair = np.array([[0.5, -1.0], [0.0, 0.25]]), np.array([[2.0, -2.0], [0.0, 0.0]])
    drawn = weights.weights({"f": pair}, {"f": "forget gate"})
    assert [t["z"] for t in traces(drawn)] == [one.tolist() for one in pair]
    scale = drawn.layout.coloraxis
    assert scale.cmax == -scale.cmin == pytest.approx(2)
    drawn = weights.biases({"i": np.array([-1.0, 0.0, 5.0]), "f": np.array([1.0, 1.0, 1.0])})
    assert [t["x"] for t in traces(drawn)] == [[-1, 0, 5], [0], [1, 1, 1], [1]]
    assert [t["y"][0] for t in traces(drawn)] == [0, 0, 1, 1]
    np.testing.assert_array_equal(weights.blocks(np.arange(16.0).reshape(4, 4), 2, 2), [[2.5, 4.5], [10.5, 12.5]])
