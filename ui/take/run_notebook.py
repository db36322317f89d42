"""A run as a notebook: the network's own source and weights, its sentence, what is held, the numbers of the page."""

from collections.abc import Mapping

import numpy as np

from lstm_core.board.source import numpy_source
from ui.take.handout import Reading
from ui.take.notebook_cells import OPENING, code, equations, packed, text

ATOL = 1e-5  # the weights are float32: two orders of adding differ by less
OPENED = """
cell = unpacked(WEIGHTS)
embedding, readout_W, readout_b = (cell.pop(name) for name in ("embedding", "readout_W", "readout_b"))
vocabulary = {words!r}
answers = {answers!r}
print({{name: array.shape for name, array in cell.items()}})
"""
HOLD = '''
def hold(name, value):
    """What is held at step t, in place of what was computed."""
    for held, numbers, steps, units in HOLDS:
        if held == name and t in steps:
            value = value.copy()
            value[units] = numbers
    return value
'''
RUN = """
state, values, logits = {}, [], []
for t, word in enumerate(words):
    state = {name: hold(f"{name}_prev", value) for name, value in before(state).items()}
    state = step(cell, embedding[vocabulary.index(word)], state)
    values.append(state)
    logits.append(readout_W @ state["h"] + readout_b)
values = {name: np.stack([one[name] for one in values]) for name in values[0]}  # {name: (T, H)}
logits = np.stack(logits)
probabilities = np.exp(logits - logits.max(axis=1, keepdims=True))
probabilities /= probabilities.sum(axis=1, keepdims=True)  # (T, V)
"""
BEFORE = '''
def before(state):
    """What the step before left; at the first step nothing is remembered yet."""
    return {{name: state.get(name, np.zeros({units}, readout_W.dtype)) for name in {states}}}
'''
SHOWN = """
unit = {unit}
names = {names}
print("word".ljust(12), *(name.rjust(7) for name in names), "  next word")
for t, word in enumerate(words):
    best = probabilities[t].argmax()
    numbers = (f"{{values[name][t, unit]:7.2f}}" for name in names)
    print(word.ljust(12), *numbers, f"  {{answers[best]}} {{probabilities[t, best]:.1%}}")
"""
COMPARED = """
shown = unpacked(SHOWN)  # as the page showed them
for name, numbers in shown.items():
    ours = probabilities if name == "probabilities" else values[name]
    assert np.allclose(ours, numbers, atol={atol}), name
    print(f"{{name}}: {{numbers.size:,}} numbers, largest difference {{abs(ours - numbers).max():.1e}}")
assert answers[probabilities[-1].argmax()] == {answer!r}
"""


def of_run(reading: Reading) -> list[dict]:
    """Its cells; ValueError for a network that it cannot be written for."""
    network = reading.network
    if len(network.layers) != 1 or network.reverse or not network.vocabulary:
        raise ValueError("the notebook is for networks that read words with one layer")
    cell, weights = network.layers[0]
    run = network.run(network.encode(reading.words), reading.edits)
    kept = {name: run.layers[0][name][:, 0] for name in cell.names} | {"probabilities": run.probs[:, 0]}
    table = np.eye(len(network.vocabulary)) if network.embedding is None else network.embedding
    arrays = {**weights, "embedding": table, "readout_W": network.readout_W, "readout_b": network.readout_b}
    answer = network.answers[int(run.probs[-1, 0].argmax())]
    names = [*cell.names][:8]
    before = BEFORE.format(units=network.hidden_size, states=list(cell.states))
    held = f"Held by hand: `{reading.held}`" if reading.held else "Nothing is held by hand."
    return [
        code(f"{OPENING}\n\nWEIGHTS = {packed(_small(arrays))}\nSHOWN = {packed(_small(kept))}"),
        code(OPENED.format(words=list(network.vocabulary), answers=list(network.answers))),
        equations(cell),
        code(_source(reading)),
        text(f"## The sentence\n\n{held}"),
        code(f"words = {list(reading.words)!r}\nHOLDS = {_holds(reading)}\n{HOLD}\n{before}\n{RUN}"),
        text(f"## What unit {reading.unit} does, and what the network expects"),
        code(SHOWN.format(unit=reading.unit, names=names)),
        text("## The same numbers as on the page"),
        code(COMPARED.format(atol=ATOL, answer=answer)),
        text("## Try it\n\nChange a word, or add to HOLDS: `(name, value, steps, units)`, steps and units from 0."),
    ]


def _small(arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: np.asarray(array, np.float32) for name, array in arrays.items()}


def _source(reading: Reading) -> str:
    """The cell's own source, in which what is held takes the place of what an equation gives."""
    source = numpy_source(reading.network.layers[0].cell).partition("\ndef run(")[0].rstrip()
    held = {edit.name for edit in reading.edits}
    lines = []
    for line in source.split("\n"):
        lines.append(line)
        name, equals, _ = line.strip().partition(" = ")
        if equals and name in held and line.startswith("    "):
            lines.append(f'    {name} = hold("{name}", {name})')
    return "\n".join(lines)


def _holds(reading: Reading) -> str:
    """[(name, numbers, steps, units), …] as source."""
    T, H = len(reading.words), reading.network.hidden_size
    rows = []
    for edit in reading.edits:
        steps = range(T) if edit.steps is None else np.atleast_1d(edit.steps).tolist()
        units = range(H) if edit.units is None else np.atleast_1d(edit.units).tolist()
        rows.append((edit.name, np.ravel(edit.value).tolist(), list(steps), list(units)))
    return "[" + ", ".join(f"({n!r}, {v[0] if len(v) == 1 else v!r}, {s!r}, {u!r})" for n, v, s, u in rows) + "]"
