"""A number that moves on the page One step: all that follows from it is what Python computes of the same numbers."""

import base64
from pathlib import Path

import numpy as np
import pytest

from benchmarks.live.comparison import NEAR_ZERO, SMALL
from benchmarks.live.twin import Twin
from lstm_core import CELLS
from lstm_core.board.meanings import meanings
from tests.support.sampled import covering
from ui.lessons.one_step.numbers import Numbers, drawn
from ui.lessons.one_step.pack import arrays, packed, whole_values
from ui.lessons.one_step.questions import questions

ANSWERS = Path(__file__).parent / "step_twin.js"
SIZES = [(2, 3), (4, 1)]  # units, inputs
Move = tuple[str, tuple[int, ...], float]


@pytest.fixture(scope="module")
def page(twin: Twin):
    twin.page.route("**/step_twin.js", lambda route: route.fulfill(path=ANSWERS, content_type="text/javascript"))
    return twin.page


def moves(numbers: Numbers, seed: int) -> list[Move]:
    """An input, a state, a weight, a bias, any number, one of them far: each at a place of its own, some twice."""
    rng = np.random.default_rng(seed)
    kinds = [
        [name for name in numbers.arrays if name == "x"],
        [name for name in numbers.arrays if name.endswith("_prev")],
        [name for name in numbers.arrays if name.startswith("W_")],
        [name for name in numbers.arrays if name.startswith(("b_", "w_"))],
        list(numbers.arrays),
    ]
    found = []
    for reach in (1.0, 1.0, 10.0):
        for names in filter(None, kinds):
            name = str(rng.choice(names))
            place = tuple(int(rng.integers(side)) for side in numbers.arrays[name].shape)
            found.append((name, place, round(float(rng.uniform(-reach, reach)), 4)))
    return found


@pytest.mark.parametrize(("key", "units", "inputs"), covering(CELLS, SIZES))
def test_what_follows_from_a_moved_number_is_what_python_computes(page, key, units, inputs):
    cell = CELLS[key]
    before = drawn(cell, units, inputs, seed=units + inputs)
    done = moves(before, seed=len(key))
    message = base64.b64encode(packed(before, "", 0)).decode()
    script = "async (given) => (await import('/step_twin.js')).moved(...given)"
    found = page.evaluate(script, [message, done, list(arrays(before))])
    for k in range(len(done)):
        now = before.changed({(name, place): value for name, place, value in done[: k + 1]})
        for name, expected in arrays(now).items():
            check(np.array(found["arrays"][k][name]), np.ravel(expected), f"{name} after {done[: k + 1]}")
    label = {name: meaning.noun for name, meaning in meanings(cell).items()}
    asked = questions(cell, whole_values(now), label)
    assert list(found["questions"]) == list(asked)
    for name, units in asked.items():
        for unit, choices in enumerate(units):
            told = found["questions"][name][unit]
            assert [choice["says"] for choice in told] == [choice.says for choice in choices]
            assert [choice["value"] for choice in told] == pytest.approx(
                [choice.value for choice in choices], abs=1e-11
            )


def check(found: np.ndarray, expected: np.ndarray, what: str) -> None:
    """Both as they travel: equal bit by bit where they are not small, and very near where they are."""
    travelled = expected.astype("f4").astype(float)
    assert found.shape == travelled.shape, what
    near = np.where(np.abs(expected) > SMALL, found == travelled, np.abs(found - travelled) <= NEAR_ZERO)
    assert near.all(), f"{what}: {found[~near][:3]} are not {expected[~near][:3]}"
