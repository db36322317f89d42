"""One step as a single message to the browser: its words and pictures, and the cell, so that numbers can move there."""

from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.board.show import expression, mathml
from lstm_core.browser.blob import blob
from lstm_core.browser.names import names
from lstm_core.diagram.diagram import diagram
from lstm_core.live.program import program
from lstm_core.plain.evaluate import step_values
from ui.lessons.one_step import pictures
from ui.lessons.one_step.back import back
from ui.lessons.one_step.ideas import ideas
from ui.lessons.one_step.numbers import LARGEST, Numbers, here
from ui.lessons.one_step.questions import APART, MOST, Choice, questions
from ui.lessons.one_step.sheet import sheet


def whole_values(numbers: Numbers) -> list[np.ndarray]:
    """The value of every node of the step: (1, H), for a cell of pictures (1, H, k, k); matrices and kernels too."""
    return step_values(numbers.cell.graph, numbers.weights, numbers.x, numbers.prev)


def node_values(numbers: Numbers) -> list[np.ndarray]:
    """The same as shown, at the pixel: (1, H); x is (1, D), a parameter has its own shape."""
    values = zip(numbers.cell.graph.nodes, whole_values(numbers), strict=True)
    return [here(numbers.weights[node.name] if node.op == "parameter" else value) for node, value in values]


def packed(numbers: Numbers, edits: str, seed: int, preset: str | None = None) -> bytes:
    """[u32 header length][JSON header, space-padded to 4][float32 …], as static/shared/blob.js reads it.

    `edits` are the numbers changed by hand as a link writes them, seed and preset what they are changes of: when
    these change, the browser asks its questions anew. From `program`, `whole` and `ideas` it computes what the arrays
    and questions are for other numbers.
    """
    cell = numbers.cell
    label = {name: meaning.noun for name, meaning in meanings(cell).items()}
    header = {
        "format": 1,
        "title": cell.title,
        "units": next(iter(numbers.weights.values())).shape[0],
        "inputs": numbers.x.shape[1],
        "around": numbers.x.shape[2] if cell.spatial else None,
        "largest": LARGEST,
        "edits": edits,
        "seed": seed,
        "preset": preset,
        "names": names(cell),
        "nodes": [
            {"op": node.op, "name": node.name, "text": expression(cell, k), "value": node.value}
            for k, node in enumerate(cell.graph.nodes)
        ],
        "micro_steps": [
            {
                **{
                    key: getattr(step, key)
                    for key in ("kind", "title", "sentence", "name", "nodes", "reads", "formula", "source")
                },
                "picture": pictures.picture(cell, step),
            }
            for step in cell.micro_plan
        ],
        "equations": [{"name": name, "formula": mathml(cell, name)} for name in cell.names],
        "sheet": sheet(cell),
        "questions": _told(questions(cell, whole_values(numbers), label)),
        "diagram": diagram(cell),
        "program": program(cell),
        "back": back(cell),
        "whole": {name: array.ravel().tolist() for name, array in numbers.whole.items()},
        "curve": {"shortest": pictures.SHORTEST_AXIS, "steep": pictures.STEEP_AXIS, "points": pictures.POINTS},
        "ideas": {name: [idea._asdict() for idea in wrong] for name, wrong in ideas(cell, label).items()},
        "choices": {"apart": APART, "most": MOST},
    }
    return blob(header, arrays(numbers), "the step")


def arrays(numbers: Numbers) -> dict[str, np.ndarray]:
    """All that is drawn of the numbers: themselves, node by node what they give, and what the pictures need."""
    cell, values = numbers.cell, node_values(numbers)
    found = {f"number/{name}": array for name, array in numbers.arrays.items()}
    for k, node in enumerate(cell.graph.nodes):
        if node.op != "number" and len(cell.parameters.get(node.name, ())) < 2:
            found[f"node/{k}"] = values[k].reshape(-1)
    for step in cell.micro_plan:
        found |= pictures.arrays(cell, step, values)
    return found


def _told(asked: Mapping[str, Sequence[Sequence[Choice]]]) -> dict[str, list[list[dict]]]:
    return {name: [[choice._asdict() for choice in unit] for unit in units] for name, units in asked.items()}
