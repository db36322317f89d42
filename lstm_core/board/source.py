"""Source to copy: one readable file that computes a cell with NumPy, or with PyTorch, and runs by itself."""

from collections.abc import Sequence
from string import Template

from lstm_core.board.source_templates import FUNCTIONS, PAGE, WORDS
from lstm_core.equations import as_text
from lstm_core.equations.graph import Node
from lstm_core.equations.page import AnyCell


def numpy_source(cell: AnyCell) -> str:
    """A Python file that needs only NumPy: `step` and `run`, weights in a dict under the cell's parameter names."""
    return _source(cell, "numpy")


def torch_source(cell: AnyCell) -> str:
    """The same with PyTorch tensors; gradients flow through it."""
    return _source(cell, "torch")


def _source(cell: AnyCell, library: str) -> str:
    words, sizes = WORDS[library], {"H": "H", "D": "D", "k": str(int(cell.constants.get("k", 3)))}
    normal = Template(words["normal"])
    weights = [
        f'        "{name}": {normal.substitute(shape=_tuple([sizes[letter] for letter in shape]))},'
        for name, shape in cell.parameters.items()
    ]
    return PAGE.substitute(
        words,
        title=cell.title.replace('"', "'").replace("\\", "/"),
        before=_before(cell, library),
        x_shape="(D, height, width)" if cell.spatial else "(D,)",
        shape="(H, height, width)" if cell.spatial else "(H,)",
        body=_body(cell, words),
        weights="\n".join(weights),
        shown=f'values["h"]{".mean((2, 3))" * cell.spatial}{words["tail"]}',
        xs=normal.substitute(shape="(T, D, 5, 5)" if cell.spatial else "(T, D)"),
    )


def _before(cell: AnyCell, library: str) -> str:
    """Declared constants and the functions that the equations call."""
    nodes = cell.graph.nodes
    read = {node.name for node in nodes if node.op == "number"}
    lines = [f"{name} = {value!r}\n" for name, value in cell.constants.items() if name in read]
    used = [text for op, text in FUNCTIONS[library].items() if any(node.op == op for node in nodes)]
    lines += [text for text in used if not text.startswith("def")]
    blocks = ["".join(lines), *(text for text in used if text.startswith("def"))]
    return "".join("\n" * (2 if k else 1) + text for k, text in enumerate(blocks) if text)


def _body(cell: AnyCell, words: dict[str, str]) -> str:
    graph = cell.graph
    if not cell.parameters:
        raise ValueError(f"{cell.title} has no parameter, so its number of units is unknown; use one")
    lines = [f'{name} = weights["{name}"]{_per_pixel(cell, name)}' for name in cell.parameters]
    shape = "(units, *x.shape[1:])" if cell.spatial else "(units,)"
    lines.append(f"units = len({next(iter(cell.parameters))})")
    lines += [f'{state}_prev = state.get("{state}", {words["zeros"]}({shape}{words["like"]}))' for state in cell.states]
    for name, root in graph.names.items():
        line = as_text.expression(graph.nodes, root, {})
        if is_plain_number(graph.nodes, root):
            line = f"{words['full']}({shape}, {line}{words['like']})"
        lines.append(f"{name} = {line}")
    if not any("units" in line.split(" = ", 1)[1] for line in lines):
        lines = [line for line in lines if not line.startswith("units = len(")]
    values = ", ".join(f'"{name}": {name}' for name in graph.names)
    return "".join(f"    {line}\n" for line in [*lines, f"return {{{values}}}"])


def _per_pixel(cell: AnyCell, name: str) -> str:
    """A parameter with one value per unit stands beside maps."""
    return "[:, None, None]" if cell.spatial and len(cell.parameters[name]) == 1 else ""


def is_plain_number(nodes: Sequence[Node], k: int) -> bool:
    """Whether node k is made of numbers alone, so that Python would not give it a value per unit."""
    plain: list[bool] = []
    for node in nodes[: k + 1]:
        reckons = node.op in ("copy", "+", "-", "*", "/", "neg")
        plain.append(node.op == "number" or (reckons and all(plain[a] for a in node.args)))
    return plain[k]


def _tuple(sizes: list[str]) -> str:
    return f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"
