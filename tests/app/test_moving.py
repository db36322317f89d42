"""Moving pictures: films bounce as they should, the judge is fair, and the lesson shows what the network predicts."""

import numpy as np
import pytest

from benchmarks.moving import films
from figures.charts.moving import GAP, ZOOM, strip
from figures.theme import SEQUENTIAL
from lstm_core import CELLS, TASKS, Network
from lstm_core.networks.writing import alone
from lstm_core.tasks import bouncing
from lstm_core.tasks.bouncing import SETTLED, SIDE, SQUARE, STEPS, bounced, errors, film
from ui.lessons.moving import numbers, words


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_a_square_walks_to_the_wall_and_back():
    place, pace = np.array([[[0, 7]]]), np.array([[[1, 2]]])
    pictures = film(place, pace, np.array([[True]]), 4)
    rows, columns = zip(*[[axis.min() for axis in np.nonzero(picture[0, 0])] for picture in pictures], strict=True)
    assert rows == (0, 1, 2, 3)
    assert columns == (7, 9, 7, 5)
    assert (pictures.sum(axis=(1, 2, 3, 4)) == SQUARE**2).all()


def test_every_square_stays_in_the_picture_and_keeps_its_pace():
    place, pace = bouncing.started(rng(), (2, 50))
    size = np.abs(pace)
    for _ in range(60):
        place, pace = bounced(place + pace, pace, SIDE - SQUARE)
        assert place.min() >= 0
        assert place.max() <= SIDE - SQUARE
        np.testing.assert_array_equal(np.abs(pace), size)


def test_each_target_is_the_next_picture_and_only_settled_ones_are_scored():
    batch = TASKS["bouncing"].sample(rng(), 6)
    np.testing.assert_array_equal(batch.targets[:-1], batch.inputs[1:])
    assert batch.inputs.shape == (STEPS, 6, 1, SIDE, SIDE)
    np.testing.assert_array_equal(batch.weights.any(axis=1), np.arange(STEPS) >= SETTLED)


@pytest.mark.parametrize("squares", [1, 2])
def test_the_level_is_the_number_of_squares(squares):
    batch = TASKS["bouncing"].sample(rng(), 40, squares=squares)
    area = batch.inputs.sum(axis=(2, 3, 4))
    assert area.max() == squares * SQUARE**2


def test_copying_solves_no_film_and_the_truth_solves_all():
    batch = TASKS["bouncing"].sample(rng(), 20)
    assert bouncing.solved(batch.targets, batch).all()
    assert not bouncing.solved(batch.inputs, batch).any()
    moved = batch.inputs[:, :, 0] != batch.targets[:, :, 0]
    np.testing.assert_allclose(errors(batch.inputs, batch), moved.mean(axis=(2, 3)), rtol=1e-6)


def toy(seed: int = 0) -> Network:
    return Network.new(CELLS["conv_lstm"], (), 2, 0, rng(seed), input_size=1, outputs=("brightness",), output="number")


def test_a_network_on_its_own_reads_what_it_predicted():
    network, inputs = toy(), rng().normal(size=(3, 2, 1, 4, 4))
    whole = inputs
    for _ in range(3):
        whole = np.concatenate([whole, network.run(whole).logits[-1:]])
    np.testing.assert_allclose(alone(network, inputs, 3), whole[3:], rtol=1e-12)
    with pytest.raises(ValueError, match="as many numbers as it reads"):
        alone(Network.new(CELLS["lstm"], ("a", "b"), 2, 0, rng()), np.zeros((1, 1), int), 2)


def test_pictures_stand_side_by_side_with_a_gap_that_is_see_through():
    pictures = rng().random((3, 4, 5))
    pictures[0, 0, 0], pictures[2, 3, 4] = 0, 7
    shown = strip(pictures)[::ZOOM, ::ZOOM]
    assert shown.shape == (4, 3 * 5 + 2 * GAP, 4)
    assert (shown[:, 5, 3] == 0).all()
    assert (shown[:, 6:11, 3] == 255).all()
    ends = [tuple(int(color[k : k + 2], 16) for k in (1, 3, 5)) for color in (SEQUENTIAL[0], SEQUENTIAL[-1])]
    assert [tuple(shown[0, 0, :3]), tuple(shown[3, -1, :3])] == ends, "what is brighter than 1 is as bright as 1"


@pytest.mark.parametrize("squares", [1, 2])
def test_the_shipped_errors_are_those_of_the_shipped_networks_and_five_times_below_copying(squares):
    found, batch = numbers.shipped(squares), films(squares)
    few = slice(0, 40)
    outputs = numbers.network().run(batch.inputs[:, few]).logits
    ours = float(((outputs - batch.targets[:, few]) ** 2)[SETTLED:].mean())
    assert ours == pytest.approx(np.mean(found["seeds"][0][SETTLED:]), rel=0.35), "of a fifth of the films"
    for seed in found["seeds"]:
        assert bouncing.BETTER * np.mean(seed[SETTLED:]) < np.mean(found["copy"][SETTLED:])
    assert errors(batch.inputs, batch).mean(axis=1) == pytest.approx(found["copy"], abs=1e-5)


def test_every_strip_shows_the_film_and_what_was_predicted_before_it_came():
    trace, shown = numbers.seen(3, 2), numbers.strips(3, 2)
    came, predicted, copied = shown.values()
    np.testing.assert_array_equal(came[:-1], copied[1:])
    np.testing.assert_array_equal(came, trace.inputs[-numbers.SHOWN :, 0, 0])
    for k in range(numbers.SHOWN):
        until = numbers.network().run(trace.inputs[: len(trace.inputs) - numbers.SHOWN + k])
        np.testing.assert_allclose(predicted[k], until.logits[-1, 0, 0], atol=1e-5)
    np.testing.assert_allclose(numbers.alone_strips(3, 2)["The network on its own"][0], predicted[0], atol=1e-5)


def test_the_film_of_a_pixel_shows_the_values_of_the_run_that_the_strips_show():
    film, trace = numbers.pixel(2, 1, row=4, column=9), numbers.seen(2, 1)
    for name, k in film.cell.graph.names.items():
        np.testing.assert_allclose(film.node_arrays[k], trace.layers[0][name][:, 0, :, 3, 8], atol=1e-5)
    assert film.cues == tuple(np.nonzero(trace.inputs[:, 0, 0, 3, 8])[0])


def test_the_half_lives_of_a_pixel_are_those_of_its_forget_gate():
    forget = numbers.seen(2, 1).layers[0]["f"][:, 0, :, 3, 8].astype(float)
    lives = -len(forget) * np.log(2) / np.log(forget).sum(axis=0)
    spoken = words.spoken_pixel(2, 1, row=4, column=9)
    assert f"within {np.median(lives):.1f} pictures" in spoken
    assert f"unit {lives.argmax()}, takes {lives.max():.1f}." in spoken


def test_the_lesson_shows_another_film_and_another_pixel_when_asked(opened):
    page = opened("moving", moving_film="4", moving_squares="1", moving_row="2", moving_column="11")
    assert not page.error
    assert words.spoken_pixel(4, 1, 2, 11) in "\n".join(text.value for text in page.markdown)
    page.slider(key="moving_row").set_value(7).run()
    assert words.spoken_pixel(4, 1, 7, 11) in "\n".join(text.value for text in page.markdown)


def test_a_missing_run_is_said_in_a_sentence_and_the_rest_stays(opened, monkeypatch, tmp_path):
    monkeypatch.setattr(numbers, "RUN", tmp_path / "bouncing-conv_lstm-0")
    for cached in (numbers.network, numbers.seen, numbers.strips, numbers.alone_strips, numbers.pixel):
        cached.clear()
    page = opened("moving")
    assert "bouncing-conv" in page.error[0].value.replace("\\", "")
    assert not page.exception
    for cached in (numbers.network, numbers.seen, numbers.strips, numbers.alone_strips, numbers.pixel):
        cached.clear()
