"""A node of the graph written as an expression: Python's grammar, fewest parentheses, no "+ -"."""

from collections.abc import Mapping, Sequence

from lstm_core.equations.graph import Node

SUM, PRODUCT, SIGN, ATOM = 1, 2, 3, 4


def expression(nodes: Sequence[Node], k: int, known: Mapping[int, str]) -> str:
    """Node k in Python's grammar; a node in `known` is written as that name, a named node as its own name."""
    return _write(nodes, k, known, top=True)[0]


def number(value: float) -> str:
    """3 for 3.0, 0.5 for 0.5."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _write(nodes: Sequence[Node], k: int, known: Mapping[int, str], top: bool = False) -> tuple[str, int]:
    """(text, how tightly it binds)."""
    node = nodes[k]
    if k in known:
        return known[k], ATOM
    if node.name and node.op == "prev":
        return f"{node.name}_prev", ATOM
    if (node.name and not top) or node.op in ("x", "parameter"):
        return node.name, ATOM
    if node.op == "number":
        return (node.name, ATOM) if node.name else (number(node.value), ATOM)
    parts = [_write(nodes, a, known) for a in node.args]
    if node.op == "copy":
        return parts[0]
    if node.op == "neg" and parts[0][1] == SIGN:
        return parts[0][0][1:], ATOM
    if node.op == "neg":
        return "-" + _within(*parts[0], PRODUCT + 1), SIGN
    if node.op in ("+", "-"):
        right, binds = parts[1]
        sign = node.op
        if right.startswith("-") and binds > SUM:  # a + -b is a - b
            sign, right, binds = {"+": "-", "-": "+"}[sign], right[1:], max(binds, PRODUCT)
        return f"{_within(*parts[0], SUM)} {sign} {_within(right, binds, SUM + 1)}", SUM
    if node.op in ("*", "/"):
        inside = [_bracketed(nodes, a, known, part) for a, part in zip(node.args, parts, strict=True)]
        return f"{_within(*inside[0], PRODUCT)} {node.op} {_within(*inside[1], PRODUCT + 1)}", PRODUCT
    if node.op == "@":
        return f"{parts[0][0]} @ {_within(*parts[1], PRODUCT + 1)}", PRODUCT
    return f"{node.op}({', '.join(text for text, _ in parts)})", ATOM


def _bracketed(nodes: Sequence[Node], k: int, known: Mapping[int, str], part: tuple[str, int]) -> tuple[str, int]:
    """`@`, `*` and `/` bind equally from the left, so a product with a matrix inside them keeps its parentheses."""
    bare = k not in known and not nodes[k].name and nodes[k].op == "@"
    return (f"({part[0]})", ATOM) if bare else part


def _within(text: str, binds: int, wanted: int) -> str:
    return text if binds >= wanted else f"({text})"
