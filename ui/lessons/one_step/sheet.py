"""The worksheet of a step: which number stands in which row and column, for any cell."""

from lstm_core.cell import Cell
from ui.lessons.one_step.numbers import Numbers


def sheet(cell: Cell) -> dict:
    """Rows are equations with parameters; columns are what matrices multiply, then one number per unit (biases).

    {"columns": [{"node", "array" or None, "size": "D" or "H", "name", "op"}], "own": how many numbers per unit a row
    has at most, "rows": [{"name", "weights": {column: parameter}, "own": [parameters]}], "states": all of them,
    "alone": those that no matrix reads}.
    """
    graph = cell.graph
    columns: list[int] = []
    rows = []
    claimed: set[str] = set()
    for name, root in graph.names.items():
        weights: dict[int, str] = {}
        own: list[str] = []
        for k in _of_equation(cell, root):
            node = graph.nodes[k]
            if node.op in ("@", "conv") and graph.nodes[node.args[0]].name not in claimed:
                multiplied = node.args[1]
                columns += [multiplied] if multiplied not in columns else []
                weights[columns.index(multiplied)] = graph.nodes[node.args[0]].name
            elif node.op == "parameter" and len(graph.parameters[node.name]) == 1 and node.name not in claimed:
                own.append(node.name)
        claimed |= {*weights.values(), *own}
        if weights or own:
            rows.append({"name": name, "weights": weights, "own": list(dict.fromkeys(own))})
    multiplied = {graph.nodes[k].name for k in columns if graph.nodes[k].op == "prev"}
    return {
        "columns": [_column(cell, k) for k in columns],
        "own": max((len(row["own"]) for row in rows), default=0),
        "rows": rows,
        "states": list(cell.states),
        "alone": [state for state in cell.states if state not in multiplied],
    }


def open_to_change(numbers: Numbers) -> str:
    """What of the numbers is open to change, in words."""
    if not numbers.cell.spatial:
        return "Beside them, or below, stands all that comes in: drag any number, and all that follows from it moves."
    side = numbers.x.shape[-1]
    return (
        f"This cell reads a picture, here of {side} × {side} pixels; what you see is **the pixel in the middle**. What "
        "a convolution gives there is one number, gathered from all of them. What lies at the pixel stands there, with "
        "the weights for it, open to change; its neighbours and their weights stay as they were drawn."
    )


def _column(cell: Cell, k: int) -> dict:
    node = cell.graph.nodes[k]
    array = "x" if node.op == "x" else f"{node.name}_prev" if node.op == "prev" else None
    return {"node": k, "array": array, "size": "D" if node.op == "x" else "H", "name": node.name, "op": node.op}


def _of_equation(cell: Cell, root: int) -> list[int]:
    """The nodes of one equation, in order; names that were defined before end it."""
    found: list[int] = []

    def walk(k: int) -> None:
        for j in cell.graph.nodes[k].args:
            if not cell.graph.nodes[j].args or not cell.graph.nodes[j].name:
                walk(j)
        found.append(k)

    walk(root)
    return list(dict.fromkeys(found))
