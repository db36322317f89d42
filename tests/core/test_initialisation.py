"""Start values: what the default promises of every cell's weights, drawn often enough to see it."""

import numpy as np
import pytest

from lstm_core import CELLS
from lstm_core.equations.initialisation import default_rule, orthogonal, uniform_over_inputs


@pytest.mark.parametrize("key", CELLS)
def test_weights_of_the_input_start_within_one_over_the_root_of_the_number_of_inputs(key):
    cell, inputs, units = CELLS[key], 100, 9
    weights = cell.new_weights(inputs, units, np.random.default_rng(0))
    for name, letters in cell.parameters.items():
        if letters[:2] == ("H", "D") and default_rule(letters) == "uniform" and name not in cell.start:
            fed = np.prod(weights[name].shape[1:])
            reached = np.abs(weights[name]).max() * np.sqrt(fed)
            assert 0.95 < reached <= 1, f"{name} reaches {reached:.2f}/√{fed}"


def test_a_kernel_counts_its_taps_among_its_inputs():
    drawn = uniform_over_inputs(np.random.default_rng(0), (40, 3, 5, 5))
    assert 0.95 < np.abs(drawn).max() * np.sqrt(3 * 5 * 5) <= 1


def test_a_random_rotation_turns_to_no_side_more_often_than_to_another():
    """Without the signs of R, what QR returns has a negative diagonal (Mezzadri 2007); of a fair one the mean is 0."""
    rng, count = np.random.default_rng(0), 400
    turns = [orthogonal(rng, (8, 8)) for _ in range(count)]
    assert all(np.allclose(turn @ turn.T, np.eye(8)) for turn in turns[:5])
    assert abs(np.mean([np.trace(turn) for turn in turns])) < 5 / np.sqrt(count)
