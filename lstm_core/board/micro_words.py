"""The words of a micro-step, from the kind of its nodes and the vocabulary."""

from lstm_core.board.meanings import meanings
from lstm_core.board.micro_drafts import Draft
from lstm_core.board.micro_nouns import BENDS, DOES, PAIRS, called, named, origin
from lstm_core.equations.bounds import between_0_and_1
from lstm_core.equations.page import AnyCell
from lstm_core.said import joined


def words(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    """(title, sentence) of a drafted micro-step."""
    return {
        "concatenate": _concatenate,
        "sum": _sum,
        "squash": _squash,
        "keep": _keep,
        "write": _write,
        "add": _add,
        "show": _show,
        "other": _other,
    }[draft.kind](cell, draft)


def _concatenate(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    nodes = cell.graph.nodes
    step = "picture {word}" if cell.spatial else "“{word}”"
    parts = [step if nodes[k].op == "x" else called(cell, k) for k in draft.nodes]
    readers = joined([name for name in cell.names if _multiplies(cell, name)])
    together = f"{joined(parts)} stand side by side" if len(parts) > 1 else f"{parts[0]} comes in"
    reads = "every pixel reads what lies at it and around it" if cell.spatial else "every unit reads all of it"
    title = "put side by side" if len(parts) > 1 else "read"
    return title, f"{_capital(together)}: {reads}, for {readers}."


def _multiplies(cell: AnyCell, name: str) -> bool:
    return any(read.startswith("W_") for read in cell.graph.lines[name].replace("(", " ").split())


def _sum(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    noun, parts = meanings(cell)[draft.name].noun, _parts(cell, draft)
    both = f"{_capital(joined(parts))} add up to {{n:{draft.root}}} for the {noun}."
    return f"{noun}: add up", both if len(parts) > 1 else f"For the {noun}: {parts[0]}."


def _parts(cell: AnyCell, draft: Draft) -> list[str]:
    """What a sum adds up, each with its number."""
    parts = []
    for sign, k in _addends(cell, draft, draft.root, 1):
        plain = cell.graph.nodes[k].op == "number"
        parts.append(_sign(sign) + (called(cell, k) if plain else f"{origin(cell, k)} {{n:{k}}}"))
    return parts


def _addends(cell: AnyCell, draft: Draft, k: int, sign: int) -> list[tuple[int, int]]:
    node = cell.graph.nodes[k]
    if node.op not in ("+", "-", "neg") or (node.name and k != draft.root) or k not in draft.nodes:
        return [(sign, k)]
    signs = {"-": (sign, -sign), "neg": (-sign,)}.get(node.op, (sign, sign))
    return [part for s, a in zip(signs, node.args, strict=False) for part in _addends(cell, draft, a, s)]


def _squash(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    nodes, k = cell.graph.nodes, draft.root
    inside = nodes[k].args[0]
    bends = BENDS[nodes[k].op].format(a=named(cell, inside), y=f"{{n:{k}}}")
    does = DOES.get(nodes[k].op, "squash")
    if not nodes[k].name:
        what = called(cell, inside).removeprefix("the ") or "the sum"
        return f"{does}: {what}", f"{bends}."
    meaning = meanings(cell)[draft.name]
    ends = f"the {meaning.noun} is {{p:{k}}} open" if meaning.kind == "gate" else f"the {meaning.noun}"
    return f"{meaning.noun}: {does}", f"{bends}: {ends}."


def _keep(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    nodes, k = cell.graph.nodes, draft.root
    carry = next(c for c in cell.carry.values() if any(j == k for _, j in c.kept))
    noun = meanings(cell)[carry.state].noun
    if nodes[k].op == "prev":
        return "keep", f"The {noun} keeps all that it held: {{n:{k}}}."
    beside = [a for a in nodes[k].args if (nodes[a].op, nodes[a].name) != ("prev", carry.state)]
    before = [a for a in nodes[k].args if a not in beside]
    if nodes[k].op == "*" and len(before) == 1 and between_0_and_1(nodes, beside[0]) and _has_value(cell, beside[0]):
        held = f"The {noun} keeps {{p:{beside[0]}}} of the {{n:{before[0]}}} that it held"
        return "keep", f"{held}: {{n:{k}}}."
    return "keep", f"Of what the {noun} held, {{n:{k}}} is kept."


def _has_value(cell: AnyCell, k: int) -> bool:
    return cell.graph.nodes[k].op != "number"


def _gated(cell: AnyCell, k: int) -> tuple[int, int] | None:
    """(gate, value) where node k is a product of one value between 0 and 1 and another."""
    nodes = cell.graph.nodes
    if nodes[k].op != "*":
        return None
    gates = [a for a in nodes[k].args if between_0_and_1(nodes, a) and _has_value(cell, a)]
    others = [a for a in nodes[k].args if a not in gates]
    return (gates[0], others[0]) if len(gates) == 1 and len(others) == 1 and _has_value(cell, others[0]) else None


def _write(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    gated = _gated(cell, draft.root)
    if gated:
        return "write", f"{{p:{gated[0]}}} of {named(cell, gated[1])} is written: {{n:{draft.root}}}."
    return "write", f"{{n:{draft.root}}} is written."


def _add(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    noun = meanings(cell)[draft.name].noun
    carry = cell.carry[draft.name]
    kept = [f"{_sign(sign)}{{n:{k}}} kept" for sign, k in carry.kept]
    added = [f"{_sign(sign)}{{n:{k}}} written" for sign, k in carry.added]
    here = {k for _, k in (*carry.kept, *carry.added)} <= {*draft.reads, *draft.nodes}
    parts = f": {joined(kept + added)}" if here and kept + added else ""
    return f"add: the new {noun}", f"Unit {{unit}} now holds {{n:{draft.root}}} as its {noun}{parts}."


def _sign(sign: int) -> str:
    return "less " if sign < 0 else ""


def _show(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    gated = _gated(cell, draft.root)
    noun = meanings(cell)["h"].noun
    if gated:
        return "show", f"{{p:{gated[0]}}} of {named(cell, gated[1])} is shown: the {noun} is {{n:{draft.root}}}."
    return "show", f"The {noun} of unit {{unit}} is {{n:{draft.root}}}."


def _other(cell: AnyCell, draft: Draft) -> tuple[str, str]:
    gated, node = _gated(cell, draft.root), cell.graph.nodes[draft.root]
    noun = meanings(cell)[draft.name].noun
    result = named(cell, draft.root) if node.name else f"{{n:{draft.root}}}"
    if node.op in PAIRS:
        does, says = PAIRS[node.op]
        return f"{noun}: {does}", f"{_capital(says.format(*(named(cell, k) for k in node.args)))} is {result}."
    if node.op in ("+", "-") and len(parts := _parts(cell, draft)) > 1:
        return f"{noun}: add up", f"{_capital(joined(parts))} add up to {result}."
    if node.name:
        return f"compute: {noun}", f"{_capital(named(cell, draft.root))}."
    if gated:
        return f"{noun}: let through", f"{{p:{gated[0]}}} of {named(cell, gated[1])} goes on: {{n:{draft.root}}}."
    return f"{noun}: a part", f"On the way to the {noun}: {{n:{draft.root}}}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
