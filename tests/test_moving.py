"""Moving pictures: films bounce as they should, the judge is fair, and the lesson shows what the network predicts."""

import numpy as np
import pytest

from lstm_core import TASKS
from lstm_core.tasks import bouncing
from lstm_core.tasks.bouncing import SETTLED, SIDE, SQUARE, STEPS, bounced, errors, film


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
