"""The graph of an ONNX file: nodes, the constants that it holds, and the graphs inside its nodes."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from lstm_core.models.errors import ModelFileError
from lstm_core.models.onnx.tensors import Tensor, tensor
from lstm_core.models.onnx.wire import TORN, Wire, floats, integers, part, signed, text

MAX_DEPTH = 8
OWN_DOMAINS = ("", "ai.onnx")

Attribute = int | float | str | list | Tensor


@dataclass(frozen=True, eq=False)
class Node:
    """One operation; an input that it does without is named ""."""

    op: str
    name: str
    domain: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: dict[str, Attribute]
    graphs: tuple["Graph", ...]  # of If, Loop, Scan
    remarks: dict[str, str]  # what the exporter wrote beside it
    message: memoryview  # all of it, as it stands in the file

    def whole(self, name: str) -> int:
        """An attribute that is a whole number, 0 where it is missing."""
        found = self.attributes.get(name, 0)
        return found if isinstance(found, int) else 0

    def listed(self, name: str) -> list | None:
        """An attribute that is a list, None where it is missing."""
        found = self.attributes.get(name)
        return found if isinstance(found, list) else None

    def input(self, k: int) -> str:
        """The name of an input, "" where there is none."""
        return self.inputs[k] if k < len(self.inputs) else ""


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes in an order in which they can run, and constants by name."""

    nodes: tuple[Node, ...]
    constants: dict[str, Tensor]
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Model:
    """A whole file: its graph, and which operators it means."""

    graph: Graph
    ir_version: int
    opsets: tuple[memoryview, ...]
    functions: tuple[Graph, ...] = field(default=())


def read_model(content: bytes) -> Model:
    """The model of a file; ModelFileError, in a sentence, for anything else."""
    wire, graph, version, opsets, functions = Wire(), None, 0, [], []
    for number, value in wire.fields(memoryview(content)):
        if number == 1:
            version = signed(value)
        elif number == 7:
            graph = _graph(wire, part(value), 0)
        elif number == 8:
            opsets.append(part(value))
        elif number == 25:
            functions.append(_graph(wire, part(value), 0, node=7))
    if graph is None:
        raise ModelFileError(TORN)
    return Model(graph, version, tuple(opsets), tuple(functions))


def every_node(graph: Graph) -> Iterator[Node]:
    """All nodes of a graph and of the graphs inside them."""
    for node in graph.nodes:
        yield node
        for inner in node.graphs:
            yield from every_node(inner)


def _graph(wire: Wire, message: memoryview, depth: int, node: int = 1) -> Graph:
    if depth > MAX_DEPTH:
        raise ModelFileError(f"its graphs are nested deeper than {MAX_DEPTH}, the most that is read")
    nodes: list[Node] = []
    inputs: list[str] = []
    outputs: list[str] = []
    constants: dict[str, Tensor] = {}
    for number, value in wire.fields(message):
        if number == node:
            nodes.append(_node(wire, part(value), depth))
        elif number == 5 and node == 1:
            found = tensor(wire, part(value))
            constants[found.name] = found
        elif number in (11, 12) and node == 1:
            named = [text(v) for k, v in wire.fields(part(value)) if k == 1]
            (inputs if number == 11 else outputs).extend(named)
    return Graph(tuple(nodes), constants, tuple(inputs), tuple(outputs))


def _node(wire: Wire, message: memoryview, depth: int) -> Node:
    names: dict[int, list[str]] = {1: [], 2: [], 3: [], 4: [], 7: []}
    attributes: dict[str, Attribute] = {}
    remarks: dict[str, str] = {}
    graphs: list[Graph] = []
    for number, value in wire.fields(message):
        if number in names:
            names[number].append(text(value))
        elif number == 5:
            name, found = _attribute(wire, part(value), depth, graphs)
            if found is not None:
                attributes[name] = found
        elif number == 9:
            pair = {k: text(v) for k, v in wire.fields(part(value))}
            remarks[pair.get(1, "")] = pair.get(2, "")
    op, name, domain = ("".join(names[k][-1:]) for k in (4, 3, 7))
    inputs, outputs = tuple(names[1]), tuple(names[2])
    return Node(op, name, domain, inputs, outputs, attributes, tuple(graphs), remarks, message)


def _attribute(wire: Wire, message: memoryview, depth: int, graphs: list[Graph]) -> tuple[str, Attribute | None]:
    name, one = "", None
    many: dict[int, list] = {7: [], 8: [], 9: []}
    for number, value in wire.fields(message):
        if number == 1:
            name = text(value)
        elif number == 2:
            one = struct.unpack("<f", part(value))[0] if not isinstance(value, int) and len(value) == 4 else None
        elif number == 3:
            one = signed(value)
        elif number == 4:
            one = text(value)
        elif number == 5:
            one = tensor(wire, part(value))
        elif number in (6, 11):
            graphs.append(_graph(wire, part(value), depth + 1))
        elif number in many:
            many[number] += floats(value) if number == 7 else integers(value) if number == 8 else [text(value)]
    return name, one if one is not None else next((found for found in many.values() if found), None)
