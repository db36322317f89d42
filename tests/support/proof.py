"""The shortest proof of the core that notices a mistake: `python -m tests.support.proof` exits with 1 where it does.

The mutation test runs it against copies of the core with one deliberate error each.
"""

import sys
from functools import partial

from lstm_core import CELLS, Cell, Edit, backward, run
from tests.support.oracles import TYPED, Case, central_difference, relative_error, run_by_hand

SHIPPED = ("rnn", "gru", "lstm", "peephole")  # the proof of the rules; every other cell has its own in test_gradients


def errors(case: Case, by_hand: str | None) -> dict[str, float]:
    """{what was compared: relative error} for one cell."""
    cell, d = case.cell, {"h": case.d["h"]}
    trace = run(cell, case.weights, case.x, case.state)
    plain = run(cell, case.weights, case.x, case.state, keep="nodes")
    grads, named = backward(trace, d), backward(trace, d, values=True).values
    slow = backward(plain, d, values=True)
    found = {"the fast program, which gave up on the cell,": float(trace.steps is not None)}
    if by_hand:
        for name, expected in run_by_hand(by_hand, case).items():
            found[f"{name} by hand"] = relative_error(trace[name], expected)
    for name in cell.names:
        found[f"{name} plain"] = relative_error(trace[name], plain[name])
        found[f"d {name} plain"] = relative_error(named[name], slow.values[name])

    def loss(edits=()) -> float:
        return float((run(cell, case.weights, case.x, case.state, edits=edits)["h"] * d["h"]).sum())

    groups = ((case.weights, grads.weights), (case.state, grads.state), ({"x": case.x}, {"x": grads.x}))
    for arrays, gradients in groups:
        for name, array in arrays.items():
            found[f"d {name}"] = relative_error(gradients[name], central_difference(loss, array))
    for name in cell.names:
        nudged = trace[name][1].copy()
        nudge = partial(loss, [Edit(name, value=nudged, steps=1)])
        found[f"d {name} at step 1"] = relative_error(named[name][1], central_difference(nudge, nudged))
    return found


def main() -> int:
    cells = {**{key: CELLS[key] for key in SHIPPED}, **{name: Cell(name, text) for name, text in TYPED.items()}}
    for key, cell in cells.items():
        for sizes in ({"T": 3, "B": 2}, {"T": 4, "B": 1}):
            for what, error in errors(Case(cell, **sizes), key if key in CELLS else None).items():
                if not error <= 1e-6:
                    print(f"{key}: {what} is off by {error:.1e}")
                    return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
