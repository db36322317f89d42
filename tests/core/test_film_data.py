"""What a film draws: the run's own numbers, the difference that a word makes, and the units in a telling order."""

import numpy as np
import pytest

from lstm_core import CELLS, Edit, Network, film_data
from tests.support.typed_cells import cells

COUNTRIES = ("france", "spain", "italy", "greece")
VOCABULARY = (*["i", "grew", "up", "in", ".", "the", "sky", "is", "blue", "speak", "fluent", "french"], *COUNTRIES)


def network(cell, layers: int = 1, embedding_size: int = 5) -> Network:
    return Network.new(cell, VOCABULARY, 6, embedding_size, np.random.default_rng(3), layers=layers)


def sentence(country: str) -> list[str]:
    return f"i grew up in {country} . the sky is blue . i speak fluent".split()


def film_of(model: Network, **options):
    others = [model.encode(sentence(country)) for country in COUNTRIES]
    return film_data(model, others[0], others, **options)


@pytest.mark.parametrize("key", cells())
def test_the_values_are_those_of_the_run(key: str):
    model = network(cells()[key])
    film = film_of(model)
    trace = model.run(model.encode(sentence("france"))).layers[0]
    for name, k in film.cell.graph.names.items():
        np.testing.assert_allclose(film.node_arrays[k], trace[name][:, 0], rtol=1e-12, atol=1e-15)
    assert list(film.words) == sentence("france")
    assert film.hidden_size == 6


@pytest.mark.parametrize("key", cells())
def test_every_node_that_a_micro_step_speaks_of_has_an_array(key: str):
    film = film_of(network(cells()[key]))
    steps = len(film.words)
    for step in film.micro_steps:
        for k in (*step.nodes, *step.reads):
            op = film.cell.graph.nodes[k].op
            width = 5 if op == "x" else 6
            assert film.node_arrays[k].shape == ((6,) if op == "parameter" else (steps, width))


@pytest.mark.parametrize("key", cells())
def test_because_is_this_run_minus_the_mean_of_the_other_sentences(key: str):
    model = network(cells()[key])
    film = film_of(model)
    runs = {country: model.run(model.encode(sentence(country))).layers[0] for country in COUNTRIES}
    assert set(film.because) == {*film.cell.states, "h"}
    for name, because in film.because.items():
        mean = sum(runs[country][name][:, 0] for country in COUNTRIES[1:]) / 3
        np.testing.assert_allclose(because, runs["france"][name][:, 0] - mean, rtol=1e-12, atol=1e-14)
        assert (because[:4] == 0).all()  # nothing is because of a word that was not read yet
    assert film.alternatives == 3
    assert film.cues == (4,)


def test_the_sentence_itself_repetitions_and_other_lengths_are_no_alternatives():
    model = network(CELLS["lstm"])
    ids = model.encode(sentence("france"))
    spain = model.encode(sentence("spain"))
    film = film_data(model, ids, [ids, spain, spain, spain[:-1]])
    alone = film_data(model, ids, [spain])
    assert film.alternatives == 1
    np.testing.assert_array_equal(film.because["c"], alone.because["c"])


def test_without_alternatives_there_is_no_because_and_units_are_sorted_by_what_the_state_holds():
    model = network(CELLS["lstm"])
    film = film_data(model, model.encode(sentence("france")), span=(2, 9))
    assert film.because == {}
    assert film.cues == ()
    held = np.abs(film.node_arrays[film.cell.graph.names["c"]])[2:9].mean(axis=0)
    assert list(film.orders["carries"]) == sorted(range(6), key=lambda unit: -held[unit])


@pytest.mark.parametrize("key", ["lstm", "gru", "coupled", "two memories"])
def test_units_are_sorted_by_what_they_carry_and_by_how_long_they_keep_it(key: str):
    film = film_of(network(cells()[key]), span=(4, 12))
    state = next(iter(film.carry))
    carries, keeps = [], []
    for unit in range(6):
        carries.append(np.mean([abs(film.because[state][t, unit]) for t in range(4, 12)]))
        keeps.append(np.prod([film.carry[state][t, unit] for t in range(5, 12)]))
    assert list(film.orders["carries"]) == sorted(range(6), key=lambda unit: -carries[unit])
    assert list(film.orders["keeps"]) == sorted(range(6), key=lambda unit: -keeps[unit])
    assert list(film.orders["index"]) == list(range(6))


@pytest.mark.parametrize("key", cells())
def test_kept_and_added_make_the_state(key: str):
    film = film_of(network(cells()[key]))
    for state, kept in film.kept.items():
        values = film.node_arrays[film.cell.graph.names[state]]
        before = np.concatenate([np.zeros((1, 6)), values[:-1]])
        np.testing.assert_allclose(kept, film.carry[state] * before, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(kept + film.added[state], values, rtol=1e-12, atol=1e-15)


def test_a_cell_that_carries_nothing_has_a_film_too():
    film = film_of(network(CELLS["rnn"]), span=(4, 12))
    assert film.carry == {}
    assert set(film.because) == {"h"}
    assert list(film.orders["keeps"]) == list(range(6))
    carried = np.abs(film.because["h"])[4:12].mean(axis=0)
    assert list(film.orders["carries"]) == sorted(range(6), key=lambda unit: -carried[unit])


def test_the_likeliest_next_words_are_those_of_the_network():
    model = network(CELLS["gru"])
    film = film_of(model)
    probs = model.run(model.encode(sentence("france"))).probs[:, 0]
    for t, words in enumerate(film.top_words):
        assert len(words) == 5
        assert [p for _, p in words] == pytest.approx(sorted(probs[t], reverse=True)[:5])
        assert [probs[t, VOCABULARY.index(word)] for word, _ in words] == pytest.approx([p for _, p in words])


def test_an_edit_changes_this_run_and_not_what_it_is_compared_with():
    model = network(CELLS["lstm"])
    closed = Edit("f", value=0.0, steps=[6])
    film = film_of(model, edits=[closed])
    plain = film_of(model)
    assert (film.carry["c"][6] == 0).all()
    trace = model.run(model.encode(sentence("france")), edits=[closed]).layers[0]
    untouched = model.run(model.encode(sentence("france"))).layers[0]
    others = untouched["c"][:, 0] - plain.because["c"]
    np.testing.assert_allclose(film.because["c"], trace["c"][:, 0] - others, rtol=1e-12, atol=1e-14)


def test_a_film_shows_the_layer_that_is_asked_for():
    model = network(CELLS["lstm"], layers=2)
    film = film_of(model, layer=1)
    trace = model.run(model.encode(sentence("france"))).layers[1]
    np.testing.assert_allclose(film.node_arrays[film.cell.graph.names["c"]], trace["c"][:, 0], rtol=1e-12)


def test_one_hot_words_and_one_word_make_a_film():
    model = network(CELLS["peephole"], embedding_size=0)
    film = film_data(model, model.encode("i"))
    assert film.node_arrays[1].shape == (1, len(VOCABULARY))
    assert film.words == ("i",)


def test_further_cues_are_marked_beside_the_words_that_differ():
    assert film_of(network(CELLS["gru"]), cues=[12, 99]).cues == (4, 12)


def test_a_film_of_two_sentences_a_wrong_span_or_a_missing_layer_are_refused_in_a_sentence():
    model = network(CELLS["gru"])
    ids = model.encode(sentence("france"))
    with pytest.raises(ValueError, match=r"one sentence, ids of shape \(T, 1\).*got \(14, 2\)"):
        film_data(model, np.concatenate([ids, ids], axis=1))
    with pytest.raises(ValueError, match=r"14 steps, start before stop, got \(9, 4\)"):
        film_data(model, ids, span=(9, 4))
    with pytest.raises(ValueError, match="no layer 1"):
        film_data(model, ids, layer=1)
