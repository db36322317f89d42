"""The film of one pixel: the plain evaluator's numbers at that pixel, and words that claim no more than is so."""

import numpy as np
import pytest

from lstm_core import CELLS, Edit, Network, run
from lstm_core.browser.film_message import pack
from lstm_core.experiments.measures import mean_half_life
from lstm_core.pixel_film import at_pixel, pixel_film
from lstm_core.plain.evaluate import step_values

STEPS, SIDE, HIDDEN, ROW, COLUMN = 5, 6, 3, 2, 4


def network() -> Network:
    made = Network.new(
        CELLS["conv_lstm"], (), HIDDEN, 0, np.random.default_rng(5), input_size=2, outputs=("a",), output="number"
    )
    for name in ("w_ci", "w_cf", "w_co"):
        made.layers[0].weights[name][:] = np.random.default_rng(6).normal(size=HIDDEN)
    return made


def pictures() -> np.ndarray:
    return np.random.default_rng(7).normal(size=(STEPS, 1, 2, SIDE, SIDE))


def test_every_node_has_the_value_that_the_plain_evaluator_gives_at_the_pixel():
    model, film = network(), pixel_film(network(), pictures(), ROW, COLUMN)
    graph, state = film.cell.graph, {name: np.zeros((1, HIDDEN, SIDE, SIDE)) for name in film.cell.states}
    for t, picture in enumerate(pictures()):
        values = step_values(graph, model.layers[0].weights, picture, state)
        for k, array in film.node_arrays.items():
            if graph.nodes[k].op != "parameter":
                np.testing.assert_allclose(array[t], values[k][0, :, ROW, COLUMN], rtol=1e-12)
        state = {name: values[graph.names[name]] for name in film.cell.states}
    assert film.words == ("1", "2", "3", "4", "5")
    assert (film.noun, film.top_words, film.because, film.alternatives) == ("picture", (), {}, 0)


def test_what_a_kernel_adds_is_gathered_by_hand_from_the_pixel_and_its_neighbours():
    model, film = network(), pixel_film(network(), pictures(), 0, COLUMN)
    k = next(k for k, node in enumerate(film.cell.graph.nodes) if node.op == "conv")
    kernel, expected = model.layers[0].weights["W_xi"], np.zeros((STEPS, HIDDEN))
    for y in (0, 1):  # above the first row there is nothing
        for x in (-1, 0, 1):
            expected += pictures()[:, 0, :, y, COLUMN + x] @ kernel[:, :, y + 1, x + 1].T
    np.testing.assert_allclose(film.node_arrays[k], expected, rtol=1e-12)


def test_kept_and_added_make_the_memory_of_the_pixel_and_its_half_life_is_that_of_its_forget_gate():
    model, film = network(), pixel_film(network(), pictures(), ROW, COLUMN)
    memory = film.node_arrays[film.cell.graph.names["c"]]
    before = np.concatenate([np.zeros((1, HIDDEN)), memory[:-1]])
    forget = film.node_arrays[film.cell.graph.names["f"]]
    np.testing.assert_array_equal(film.carry["c"], forget)
    np.testing.assert_allclose(film.kept["c"], forget * before, rtol=1e-12)
    np.testing.assert_allclose(film.kept["c"] + film.added["c"], memory, rtol=1e-12)
    seen = at_pixel(model.run(pictures()).layers[0], ROW, COLUMN)
    half_life = -STEPS * np.log(2) / np.log(forget).sum(axis=0)
    np.testing.assert_allclose(mean_half_life(seen, "c")[0], half_life, rtol=1e-10)


def test_an_edit_of_the_run_is_seen_and_so_is_a_state_that_it_starts_from():
    closed = Edit("f", value=0.0, steps=[3])
    film = pixel_film(network(), pictures(), ROW, COLUMN, edits=[closed], cues=[1, 1, 99])
    assert (film.kept["c"][3] == 0).all()
    assert film.cues == (1,)
    start = np.random.default_rng(8).normal(size=(1, HIDDEN, SIDE, SIDE))
    layer = network().layers[0]
    seen = at_pixel(run(layer.cell, layer.weights, pictures(), {"c": start}), ROW, COLUMN)
    np.testing.assert_array_equal(seen.before("c")[0], start[:, :, ROW, COLUMN])


def test_its_words_speak_of_pictures_and_of_what_lies_around_the_pixel():
    film = pixel_film(network(), pictures(), ROW, COLUMN)
    sentences = [step.sentence for step in film.micro_steps]
    assert sentences[0].startswith("Picture {word} and the output of the step before stand side by side: every pixel")
    assert sentences[1].startswith("Input around the pixel {n:2}, past around the pixel {n:5}, memory {n:9} and bias")
    assert not any("@" in step.source or "every unit" in step.sentence for step in film.micro_steps)
    assert b'"noun":"picture"' in pack(film)


def test_a_pixel_beside_the_picture_or_a_network_of_words_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="6 by 6 have no pixel at row 6, column 0"):
        pixel_film(network(), pictures(), SIDE, 0)
    with pytest.raises(ValueError, match=r"\(T, 1, D, Y, X\).*got \(5, 2, 6, 6\)"):
        pixel_film(network(), pictures()[:, 0], 0, 0)
    with pytest.raises(ValueError, match="no layer 1"):
        pixel_film(network(), pictures(), 0, 0, layer=1)
    with pytest.raises(ValueError, match="LSTM has no pixels"):
        pixel_film(Network.new(CELLS["lstm"], ("a", "b"), 2, 0, np.random.default_rng(0)), pictures(), 0, 0)
