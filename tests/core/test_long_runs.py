"""A long run that was read block by block is the run that was read at once, and any stretch of it is its film."""

import numpy as np
import pytest

from lstm_core import CELLS, Network, load_run
from lstm_core.long_runs import seen
from lstm_core.long_runs.blocks import BLOCK, MOST_STEPS, long_run
from lstm_core.long_runs.stretch import STEPS, UNITS, carried_over, stretch_film


def numbers(cell: str, units: int = 6, layers: int = 2, both: bool = False) -> Network:
    rng = np.random.default_rng(3)
    return Network.new(
        CELLS[cell],
        (),
        units,
        0,
        rng,
        layers=layers,
        input_size=3,
        outputs=("a", "b"),
        output="number",
        bidirectional=both,
    )


def series(steps: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(steps, 1, 3))


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn", "coupled"])
@pytest.mark.parametrize("steps", [1, BLOCK, 2 * BLOCK + 7, 1203])
def test_what_is_kept_of_a_long_run_is_what_the_whole_run_gives(cell, steps, both):
    network, x = numbers(cell, both=both), series(steps)
    run = long_run(network, x)
    whole = network.run(x)
    np.testing.assert_allclose(run.answers, whole.logits[:, 0], atol=1e-12)
    for (layer, half), place in run.seen.items():
        trace = whole.reverse[layer] if half else whole.layers[layer]
        for name in place.names:
            values = trace[name][:, 0]
            parts = [values[k : k + place.stretch].mean(axis=0) for k in range(0, steps, place.stretch)]
            np.testing.assert_allclose(place.means[name], parts, atol=1e-6)
            np.testing.assert_allclose(place.rows(name, 1)[0], np.mean(parts, axis=1), atol=1e-6)
        for gate in place.gates:
            values = trace[gate][:, 0]
            np.testing.assert_allclose(place.shut[gate], (values < seen.SHUT).mean(axis=0), atol=1e-9)
            np.testing.assert_allclose(place.open[gate], (values > seen.OPEN).mean(axis=0), atol=1e-9)
            np.testing.assert_allclose(place.by_step[gate][0], values.mean(axis=1), atol=1e-6)
        for state, logs in place.keeps.items():
            np.testing.assert_allclose(logs, np.log(np.abs(trace.carry(state)[:, 0])).mean(axis=0), atol=1e-12)


def test_half_of_a_memory_is_left_after_its_half_life():
    network = numbers("lstm")
    place = long_run(network, series(300)).seen[0, 0]
    for life, logs in zip(place.half_lives(), place.keeps["c"], strict=True):
        assert np.exp(life * logs) == pytest.approx(0.5)
    np.testing.assert_allclose(place.kept_over(1), np.exp(place.keeps["c"]))


def test_what_never_loses_anything_has_no_half_life():
    cell = CELLS["lstm1997"]
    network = Network.new(cell, (), 4, 0, np.random.default_rng(0), input_size=3, outputs=("a",), output="number")
    assert np.isinf(long_run(network, series(60)).seen[0, 0].half_lives()).all()


def test_rows_are_means_of_units_next_to_each_other_in_an_order():
    place = long_run(numbers("lstm", units=7), series(20)).seen[0, 0]
    order = place.half_lives().argsort()
    rows = place.rows("c", 3, order)
    values = place.means["c"].T[order]
    np.testing.assert_allclose(rows, [values[0:2].mean(0), values[2:4].mean(0), values[4:7].mean(0)], atol=1e-6)
    assert place.rows("c", 100).shape == (7, 20)
    assert [units.tolist() for units in place.units_in(3, order)] == [
        list(order[:2]),
        list(order[2:4]),
        list(order[4:]),
    ]


@pytest.mark.parametrize("start", [0, 2 * BLOCK])
def test_a_stretch_is_the_film_of_the_same_steps_of_the_whole_run(start):
    network, x = numbers("lstm"), series(5 * BLOCK)
    whole = network.run(x, keep="nodes").layers[1]
    film, units = stretch_film(long_run(network, x), start, layer=1)
    stop = min(start + STEPS, len(x))
    assert units == ()
    assert film.noun == "step"
    assert film.words == tuple(str(k + 1) for k in range(start, stop))
    node = film.cell.graph.names["c"]
    np.testing.assert_allclose(film.node_arrays[node], whole["c"][start:stop, 0], atol=1e-12)
    np.testing.assert_allclose(film.kept["c"] + film.added["c"], whole["c"][start:stop, 0], atol=1e-12)


def test_of_many_units_those_whose_memory_is_largest_are_shown():
    network, x = numbers("lstm", units=UNITS + 40, layers=1), series(30)
    film, units = stretch_film(long_run(network, x))
    assert film.hidden_size == len(units) == UNITS
    sizes = np.abs(network.run(x).layers[0]["c"][:, 0]).mean(axis=0)
    assert set(units) == set(np.argsort(-sizes, kind="stable")[:UNITS])
    node = film.cell.graph.names["h"]
    np.testing.assert_allclose(film.node_arrays[node], network.run(x).layers[0]["h"][:, 0][:, list(units)])


def test_the_half_that_reads_from_the_end_has_its_film():
    network, x = numbers("gru", both=True), series(40)
    film, _ = stretch_film(long_run(network, x), layer=1, half=1)
    node = film.cell.graph.names["h"]
    np.testing.assert_allclose(film.node_arrays[node], network.run(x).reverse[1]["h"][:, 0])


def test_words_are_shown_as_they_are_with_what_the_network_says_next():
    network = load_run("assets/runs/france-lstm-0").network
    film, _ = stretch_film(long_run(network, network.encode("i grew up in france")))
    assert (film.words[-1], film.noun) == ("france", "word")
    assert len(film.top_words) == 5


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
@pytest.mark.parametrize("step", [1, BLOCK, BLOCK + 3])
def test_a_memory_that_is_carried_over_is_where_the_run_goes_on(cell, step):
    network, one, two = numbers(cell), series(BLOCK + 20), series(BLOCK + 9, seed=1)
    found = carried_over(long_run(network, one), long_run(network, two), step)
    expected = network.run(one[step:], state=network.run(two[:step]).final)
    np.testing.assert_allclose(found.logits, expected.logits, atol=1e-12)


def test_only_the_named_part_of_a_state_is_carried_over():
    network, one, two = numbers("lstm", layers=1), series(9), series(9, seed=1)
    found = carried_over(long_run(network, one), long_run(network, two), 5, ("c",))
    state = [{"c": network.run(two[:5]).final[0]["c"], "h": network.run(one[:5]).final[0]["h"]}]
    np.testing.assert_allclose(found.logits, network.run(one[5:], state=state).logits, atol=1e-12)


def test_what_is_too_long_or_cannot_be_carried_over_is_said_in_a_sentence():
    network = numbers("lstm")
    with pytest.raises(ValueError, match=f"1 to {MOST_STEPS:,} steps"):
        long_run(network, series(MOST_STEPS + 1))
    with pytest.raises(ValueError, match="at most"):
        long_run(numbers("lstm", units=400, both=True), np.zeros((5000, 1, 3)))
    run = long_run(network, series(10))
    with pytest.raises(ValueError, match="step 2 to 10"):
        carried_over(run, run, 10)
    both = long_run(numbers("lstm", both=True), series(10))
    with pytest.raises(ValueError, match="reads both ways"):
        carried_over(both, both, 3)
