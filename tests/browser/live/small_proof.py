"""The proof that the page computes what the core computes, small enough to be held again for every deliberate error."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from playwright.sync_api import Error

from benchmarks.live import training
from benchmarks.live.comparison import Case
from benchmarks.live.twin import Twin, question
from lstm_core import CELLS, Cell, Edit, Network
from tests.browser.live import test_gradients, test_learning
from tests.browser.live.test_random_cells import ODD, drawn, network_of
from tests.support.typed_cells import SPATIAL, TYPED

UNITS = 9  # blocks of sums side by side, and a border
WIDE = 35  # sixteen sums of a row, twice, and a border


@dataclass(frozen=True, eq=False)
class Check:
    """A question to the page, and the core's answer."""

    kind: str  # the function of twin.js that answers
    asked: list[dict[str, Any]]
    expected: list[tuple[Case, np.ndarray]]
    most: float = 1e-11

    def holds(self, twin: Twin) -> bool:
        try:
            found = twin.ask(self.kind, self.asked)
            training.compared(self.expected, found).check_relative(self.most)
        except (AssertionError, Error):  # a page that refuses what the core computes is wrong too
            return False
        return True


def checks(twin: Twin) -> list[Check]:
    return [make(twin) for make in (readings, gradients, losses, learning)]


def readings(twin: Twin) -> Check:
    """Words and numbers, a stack, maps; edits of every kind; a state to begin in; a hand that drags."""
    cases: list[Case] = []
    rng = np.random.default_rng(0)
    words = [str(k) for k in range(7)]
    for name, cell, vectors, layers in (("small", "lstm", 4, 2), ("small-one-hot", "gru", 0, 1)):
        network = Network.new(CELLS[cell], words, UNITS, vectors, rng, layers=layers)
        twin.add(name, network)
        ids = rng.integers(0, 7, (8, 2))
        state = [{key: rng.normal(size=(2, UNITS)) for key in CELLS[cell].states} for _ in range(layers)]
        other = network.run(ids[:, 1:])
        cases += [Case(name, ids, state=state), *(Case(name, ids, edits) for edits in edited(cell, other, layers - 1))]
        first, second = Edit("h", value=1.0, steps=[4, 5]), Edit("h_prev", scale=2.0, steps=[4])
        cases.append(Case(name, ids, [first], before=[second], start=4))
    twin.add("small-wide", Network.new(CELLS["lstm"], words, WIDE, 4, rng))
    cases.append(Case("small-wide", rng.integers(0, 7, (4, 1))))
    constant = Cell("odd", ODD["a constant that may be edited"])
    for number, cell in enumerate([constant, TYPED["no past"], *SPATIAL.values()]):
        maps = (5, 3) if cell.spatial else ()
        twin.add(f"small-{number}", network_of(cell, drawn(cell, 2, 4, number), 2))
        x = rng.normal(size=(4, 2, 2, *maps))
        cases += [Case(f"small-{number}", x, [Edit(cell.names[0], value=0.5, steps=[1], units=[2])])]
    asked = [question(twin.networks[case.network], case) for case in cases]
    parts = [(case, array) for case, one in zip(cases, asked, strict=True) for array in twin.core(case, one)]
    return Check("readings", asked, parts)


def edited(cell: str, other: Any, layer: int) -> list[list[Edit]]:
    gate, state = ("f", "c") if cell == "lstm" else ("z", "h")
    return [
        [Edit(gate, value=np.linspace(0, 1, 4), steps=[2, -3], units=[0, 2, 3, 5], layer=layer)],
        [Edit(state, scale=-2.0, units=[1], sequences=[1])],
        [Edit(f"{state}_prev", source=other, steps=[3, 6], source_steps=[5, 1], layer=layer)],
        [Edit(state, value=0.5, steps=[2], layer=layer), Edit(state, scale=3.0, steps=[2], layer=layer)],
    ]


def gradients(twin: Twin) -> Check:
    """Odd cells, typed ones, maps: every value, and every derivative."""
    asked = []
    for number, cell in enumerate([*(Cell(t, p) for t, p in ODD.items()), *TYPED.values(), *SPATIAL.values()]):
        shape = (3, 2, 2, 4, 3) if cell.spatial else (4, 3, 4)
        asked.append(test_gradients.drawn_at_random(f"small-back-{number}", cell, shape, 5, number))
        twin.add(asked[-1].name, asked[-1].network)
    return Check("gradients", [one.question for one in asked], [(one.case, a) for one in asked for a in one.expected()])


def losses(twin: Twin) -> Check:
    questions, parts = test_learning.weighted(twin)
    return Check("losses", questions, parts)


def learning(twin: Twin) -> Check:
    """A few updates from the middle of a training, of what is clipped, and of a cell that is never trained."""
    questions, parts = [], []
    for name, cell, clip in (("small-training", "lstm", 0.1), ("small-fixed", "leaky_echo", 10.0)):
        config = training.config_of(3, cell=cell, clip=clip, level=10, hidden_size=UNITS, steps=5)
        asked, expected = training.learned(twin, name, config, skipped=1)
        questions += asked
        parts += expected
    return Check("learning", questions, parts)
