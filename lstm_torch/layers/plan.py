"""In which order torch computes a cell's graph: what for all steps at once, what step by step, what together."""

from functools import lru_cache

from lstm_core.cell import Cell
from lstm_torch.layers.operations import VALUE


class Plan:
    """Which nodes of a graph need the step before, and which products read the same value."""

    def __init__(self, cell: Cell):
        nodes, waits = cell.graph.nodes, []
        for node in nodes:
            if node.args and node.op not in (*VALUE, "@", "conv"):
                raise ValueError(f"{cell.title}: torch does not know the operation {node.op!r}")
            waits.append(node.op == "prev" or any(waits[k] for k in node.args))
        self.waiting = tuple((k, node) for k, node in enumerate(nodes) if waits[k])
        self.free = tuple((k, node) for k, node in enumerate(nodes) if not waits[k])
        read = {a for _, node in self.waiting for a in node.args}
        self.handed_over = {k for k, _ in self.free if k in read or k in cell.graph.names.values()}
        self.named = frozenset(cell.graph.names.values())
        self.together: dict[int, list[int]] = {}  # value -> the products that read it
        for k, node in enumerate(nodes):
            if node.op == "@":
                self.together.setdefault(node.args[1], []).append(k)


@lru_cache(maxsize=256)
def plan_of(cell: Cell) -> Plan:
    """The plan of a cell, made once."""
    return Plan(cell)
