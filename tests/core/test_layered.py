"""The lesson on layers and directions: what ships does what the page says of it."""

import json

import numpy as np
import pytest

from benchmarks import layers as benchmark
from lstm_core.tasks import homograph
from tests.support.mounted import prose
from ui import guesses
from ui.lessons.layers import numbers, votes, words
from ui.shipped import stories

STACK = {"layers_bat": guesses.SHOW, "layers_stack_open": "true"}  # the link to the stack, unfolded


def charts(page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def test_what_ships_is_small_and_is_what_the_page_shows():
    sizes = {path.name: path.stat().st_size for path in numbers.FOLDER.iterdir()}
    assert sum(sizes.values()) < 900_000
    for depth, name in numbers.SHOWN.items():
        assert len(numbers.network(name).layers) == depth
    for part in ("stack", "depth"):
        kinds = [(run["layers"], run["dropout"]) for run in numbers.results()[part].values()]
        assert set(kinds) == {(1, 0.0), *((depth, dropout) for depth in (2, 3) for dropout in (0.0, benchmark.DROPOUT))}
        assert len(kinds) == 15  # three seeds of each


@pytest.mark.parametrize("depth", numbers.SHOWN)
def test_what_is_due_to_france_is_the_networks_own_value_less_the_mean_over_the_countries(depth):
    values, names, words = numbers.because(depth, "h")
    made = numbers.network(numbers.SHOWN[depth])
    traces = [made.run(made.encode([country, *numbers.STORY])).layers for country in stories.COUNTRIES]
    here = list(stories.COUNTRIES).index("france")
    for row, name in zip(values, names, strict=True):
        layer, unit = (int(part) for part in name.removeprefix("layer ").split(", unit "))
        every = np.stack([trace[layer - 1]["h"][:, 0, unit] for trace in traces])
        np.testing.assert_allclose(row, every[here] - every.mean(axis=0), atol=1e-5)
    assert words[0] == "france"


def test_a_second_direction_understands_what_one_way_can_only_guess():
    found = numbers.tagging()
    for said, by_way in found.items():
        assert min(by_way["both ways"]) > 0.99, said
        assert all(len(seeds) == 3 for seeds in by_way.values())
    assert min(found["cue before the noun"]["one way"]) > 0.99
    assert max(found["cue only after it"]["one way"]) < 0.6


@pytest.mark.parametrize("depth", numbers.SHOWN)
def test_shipped_stacks_do_what_the_benchmark_says(depth):
    made, kept = numbers.network(numbers.SHOWN[depth]), numbers.results()["stack"][numbers.SHOWN[depth]]
    again = benchmark.layered(made)
    assert again["right"] == pytest.approx(kept["right"], abs=0.011)
    np.testing.assert_allclose(again["flips"]["c"], kept["flips"]["c"], atol=0.021)
    assert len(again["flips"]["h"]) == depth


def test_late_in_the_gap_the_country_is_in_the_top_layer_of_every_stack():
    stacks = [run["flips"]["c"] for run in numbers.part_of_results("stack").values() if run["layers"] > 1]
    assert all(flips[-1][numbers.LATE] >= 0.8 for flips in stacks)
    assert all(row[numbers.LATE] < 0.05 for flips in stacks for row in flips[:-1])
    assert "more than half of the answers change in 12 of these stacks" in words.in_all_stacks()


@pytest.mark.parametrize("way", numbers.WAYS)
def test_shipped_taggers_do_what_the_benchmark_says(way):
    again = benchmark.tagging(numbers.network(f"homograph-{way}-0"))
    kept = numbers.results()["homograph"][f"homograph-{way}-0"]
    for key in numbers.CUES:
        assert again[key] == pytest.approx(kept[key], abs=0.011)


def test_the_leak_is_a_leak():
    sight, hidden, asked_sight, asked_hidden = numbers.leak().values()
    both, one = numbers.WAYS["both"], numbers.WAYS["forward"]
    assert min(sight[both] + asked_sight[both]) > 0.97
    assert max(sight[one]) < 0.8
    assert (hidden[one], asked_hidden[one]) == (sight[one], asked_sight[one])
    assert max(hidden[both]) < min(hidden[one])
    assert max(asked_hidden[both]) < 0.15
    assert votes.how_much_is_left()[2] == "hardly ever"


@pytest.mark.parametrize("depth", ["1", "2", "3"])
@pytest.mark.parametrize("held", numbers.HELD.values())
def test_every_stack_is_drawn(opened, depth, held):
    page = opened("layers", layers_depth=depth, layers_held=held, layers_guess=numbers.GUESSES[0], **STACK)
    assert not page.error
    assert not page.info, [box.value for box in page.info]
    swaps, map_ = charts(page)
    key = next(key for key, said in numbers.HELD.items() if said == held)
    np.testing.assert_allclose(map_["data"][0]["z"], numbers.because(int(depth), key)[0])
    assert len(swaps["data"]) == int(depth)


def test_the_swaps_wait_for_the_guess(opened):
    waiting = opened("layers", **STACK)
    assert "Guess, and the swaps appear" in prose(waiting)
    assert not charts(waiting)
    right = numbers.who_carries(2)
    wrong = next(guess for guess in numbers.GUESSES if guess != right)
    for guess in (right, wrong):
        assert votes.of_layer(2, guess) in prose(opened("layers", layers_guess=guess, **STACK))


@pytest.mark.parametrize("meaning", homograph.MEANINGS)
@pytest.mark.parametrize("cue", numbers.CUES)
def test_both_ways_understand_every_noun_and_one_way_those_whose_cue_comes_first(cue, meaning):
    found = numbers.meanings(cue, meaning)
    k = homograph.MEANINGS.index(meaning)
    assert (found["both ways"][:, k] > 0.9).all()
    if cue == "before":
        assert (found["one way"][:, k] > 0.9).all()
