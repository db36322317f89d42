"""The derivative of one step, as nodes that continue the graph: one rule for each kind of node, in reverse order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lstm_core.equations.graph import Graph, Node


@dataclass(frozen=True)
class Derivative:
    """dL/d(everything) of one step: `nodes` are the graph's own, then these; the rest says which node is which.

    New kinds of node: `arriving` (what reaches a name from the loss and from the step after), `through` (what goes on
    from a name to what it was computed from), `slope` of a curve, `first` and `second` (1 where this argument of max is
    taken, else 0), `turned` (W.T @ d), `outer` (d @ value.T), `total` (the sum over sequences), the two gradients of
    `conv`.
    """

    nodes: tuple[Node, ...]
    names: Mapping[str, int]  # the total derivative by each defined name, after its edit
    prevs: Mapping[str, int]  # by each <name>_prev: what arrives at the name in the step before
    x: int | None  # by x; None where no equation reads it
    parameters: Mapping[str, int]  # by each parameter, summed over sequences
    totals: Mapping[int, int]  # by each node of the graph that the loss can depend on


def derive(graph: Graph) -> Derivative:
    """Walk the graph backwards; every node hands its derivative to its arguments by the rule of its kind."""
    nodes = list(graph.nodes)
    index: dict[Node, int] = {}

    def add(op: str, *args: int, name: str = "") -> int:
        node = Node(op, args, name)
        if node not in index:
            nodes.append(node)
            index[node] = len(nodes) - 1
        return index[node]

    shares: dict[int, list[int]] = {k: [] for k in range(len(graph.nodes))}
    owner = {k: name for name, k in graph.names.items()}
    totals: dict[int, int] = {}
    for k in reversed(range(len(graph.nodes))):
        arriving = [add("arriving", name=owner[k])] if k in owner else []
        parts = arriving + shares[k]
        if not parts or graph.nodes[k].op == "number":
            continue
        total = parts[0]
        for part in parts[1:]:
            total = add("+", total, part)
        totals[k] = total
        if graph.nodes[k].args:
            onward = add("through", total, name=owner[k]) if k in owner else total
            for argument, share in handed(graph.nodes, k, onward, add):
                shares[argument].append(share)

    leaves = {(node.op, node.name): k for k, node in enumerate(graph.nodes) if not node.args}

    def total_of(name: str) -> int:
        k = leaves["parameter", name]
        return totals[k] if len(graph.parameters[name]) > 1 else add("total", totals[k])

    return Derivative(
        names={name: totals[k] for name, k in graph.names.items()},
        prevs={name: totals[leaves["prev", name]] for name in graph.states},
        x=totals.get(leaves.get(("x", "x"), -1)),  # no node is -1
        parameters={name: total_of(name) for name in graph.parameters},
        totals=totals,
        nodes=tuple(nodes),
    )


def handed(nodes: Sequence[Node], k: int, d: int, add: Callable[..., int]) -> list[tuple[int, int]]:
    """(argument, its share of d) for each argument of node k; `add(op, *args, name)` makes a node."""
    node, args = nodes[k], nodes[k].args
    match node.op:
        case "+":
            return [(args[0], d), (args[1], d)]
        case "-":
            return [(args[0], d), (args[1], add("neg", d))]
        case "*":
            return [(args[0], add("*", d, args[1])), (args[1], add("*", d, args[0]))]
        case "/":
            part = add("/", d, args[1])
            return [(args[0], part), (args[1], add("neg", add("*", part, add("/", *args))))]
        case "max":
            return [(a, add("*", d, add(which, *args))) for a, which in zip(args, ("first", "second"), strict=True)]
        case "neg":
            return [(args[0], add("neg", d))]
        case "copy":
            return [(args[0], d)]
        case "@":
            return [(args[0], add("outer", d, args[1])), (args[1], add("turned", args[0], d))]
        case "conv":
            kernel, maps = args
            return [(kernel, add("conv_outer", d, maps, kernel)), (maps, add("conv_turned", kernel, d))]
        case curve:
            return [(args[0], add("*", d, add("slope", k, name=curve)))]
