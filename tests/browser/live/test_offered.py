"""Every cell and every task that the page Learning offers: each pair learns in the page as in the core."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from benchmarks.live.trained import Training, follow
from lstm_core import TASKS
from lstm_core.learning.train import fit
from tests.support.sampled import one_in
from ui.lessons.learning.choice import FEWEST, MOST, Choice, shipped
from ui.lessons.learning.recipes import RECIPES

UPDATES = 3


@pytest.mark.parametrize(("cell", "task"), one_in(11, product(shipped(), RECIPES)))
def test_every_cell_learns_every_task_that_is_offered(twin, cell, task):
    learns(twin, Choice(task, cell, FEWEST, 0))


@pytest.mark.parametrize("task", one_in(2, RECIPES))
def test_the_most_units_that_are_offered_learn_every_task(twin, task):
    learns(twin, Choice(task, "lstm", MOST, 1))


def learns(twin, choice: Choice) -> None:
    """Its first losses are those of the core, and the network has moved."""
    config = replace(choice.config(), steps=UPDATES)
    asked = Training(choice.kind(), TASKS[choice.task], config)
    network, state = asked.begun()
    before = network.readout_W.copy()
    heard = follow(twin.page, asked.pool(), network, ("step", UPDATES))
    losses = [progress.loss for progress in fit(network, asked.task, config, state)]
    np.testing.assert_allclose(heard.every("losses"), losses, rtol=1e-11)
    assert heard.update == UPDATES
    assert not np.array_equal(heard.weights["readout.W"], before.ravel())
