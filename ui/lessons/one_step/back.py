"""The step on its way back, as data for the browser: what each part says, draws and hands on."""

from lstm_core.board.meanings import meanings
from lstm_core.board.micro_nouns import called
from lstm_core.board.way_back import BackStep, Handed, way_back
from lstm_core.cell import Cell
from lstm_core.equations.graph import SQUASHES
from lstm_core.said import joined

CONSTANTS = {-1: 1, -2: -1}  # local derivatives that are plain numbers
Part = dict[str, object]


def back(cell: Cell) -> dict:
    """What the browser needs to walk back: its parts, and which nodes they draw.

    `nodes` follow the derivative's, the values of `kept` are drawn, `totals` {node: its derivative} and `done` {node:
    the part after which that is known} serve the diagram; gradients arrive at the names in `hears`.
    """
    way = way_back(cell)
    parts = [_arrives(cell), *(_part(cell, step) for step in way.steps), _leaves(cell)]
    known = {
        k: node for k, node in cell.derivative.totals.items() if _has_value(cell, k) or cell.graph.nodes[k].op == "x"
    }
    drawn = {hand["share"] for part in parts for hand in part["hands"] if not hand["matrix"]}
    local = {hand["local"] for part in parts for hand in part["hands"] if hand["local"] is not None}
    first = len(cell.graph.nodes)
    return {
        "parts": parts,
        "nodes": [
            [node.op, list(node.args), node.name, node.value] for node in way.nodes[len(cell.derivative.nodes) :]
        ],
        "kept": sorted(k for k in {*drawn, *local, *known.values()} if k >= first),
        "totals": known,
        "done": {k: at + 1 for k, at in way.done.items()},
        "hears": hears(cell),
    }


def hears(cell: Cell) -> list[str]:
    """The names that hear of the loss from later: the output, and what the step after reads."""
    return [name for name in cell.names if name in {"h", *cell.states}]


def _arrives(cell: Cell) -> Part:
    names = hears(cell)
    nouns = joined([f"the {meanings(cell)[name].noun} {name}" for name in names])
    says = (
        f"The same step, from its end. How much does the loss change with {nouns}? That arrives from the loss and from "
        f"later steps: set it here. d{names[-1]} is short for ∂L/∂{names[-1]}."
    )
    roots = [cell.graph.names[name] for name in names]
    return _as_part("arrive", "what arrives from later", says, "h", roots, [])


def _leaves(cell: Cell) -> Part:
    befores = [k for k, node in enumerate(cell.graph.nodes) if node.op in ("prev", "x")]
    befores.sort(key=lambda k: cell.graph.nodes[k].op == "x")
    names = joined([called(cell, k) for k in befores])
    says = f"What was handed to {names} is added up. These numbers are all that earlier steps hear of the loss."
    first = next(k for k in befores)
    part = _as_part("leave", "what goes on to the step before", says, cell.graph.nodes[first].name, befores, [])
    return part | {
        "vectors": [{"node": k, "name": cell.graph.nodes[k].name, "op": cell.graph.nodes[k].op} for k in befores]
    }


def _part(cell: Cell, step: BackStep) -> Part:
    hands = [_hand(cell, step, hand) for hand in step.handed]
    forward = step.forward
    return _as_part(
        forward.kind, f"back through {forward.title}", _sentence(cell, step), forward.name, [step.root], hands
    ) | {"arrives": step.arrives}


def _as_part(kind: str, title: str, sentence: str, name: str, roots: list[int], hands: list[dict]) -> Part:
    return {"kind": kind, "title": title, "sentence": sentence, "name": name, "roots": roots, "hands": hands}


def _hand(cell: Cell, step: BackStep, hand: Handed) -> dict:
    node = cell.graph.nodes[hand.to]
    return {
        "to": hand.to,
        "share": hand.share,
        "local": hand.local if hand.local not in CONSTANTS else None,
        "constant": CONSTANTS.get(hand.local),
        "formula": hand.formula,
        "label": _noun(cell, hand.to),
        "name": node.name if node.name and node.op != "parameter" else step.forward.name,
        "vector": hand.by is not None and node.op != "parameter",
        "matrix": node.name if hand.by is not None and node.op == "parameter" else "",
    }


def _noun(cell: Cell, k: int) -> str:
    """What is handed something, in a word or two."""
    node = cell.graph.nodes[k]
    if node.op == "parameter":
        return f"{'bias' if node.name.startswith('b_') else 'weight'} {node.name}"
    if node.op == "prev":
        return f"{meanings(cell)[node.name].noun} before"
    words = {"sum": "sum", "keep": "kept", "write": "written", "squash": "squashed"}
    of = next((words.get(step.kind, "part") for step in cell.micro_plan if step.nodes[-1] == k), "part")
    return called(cell, k).removeprefix("the ") or of


def _sentence(cell: Cell, step: BackStep) -> str:
    comes = f"{{n:{step.arrives}}} arrives from later. "
    plain = all(hand.local in CONSTANTS for hand in step.handed)
    if cell.graph.nodes[step.root].op in SQUASHES:
        (hand,) = step.handed
        return comes + f"Times the slope of the curve here, {{n:{hand.local}}}, that is {{n:{hand.share}}}: it goes on."
    if any(hand.by is not None for hand in step.handed):
        each = "its bias as it is" if plain else "each term times its local derivative"
        return comes + f"A sum hands it on: to {each}, to a weight times its input, to an input times its weight."
    if plain:
        return comes + "A sum hands it on to each of its terms as it is, however large the terms are."
    if len(step.handed) == 2 and step.forward.kind in ("keep", "write", "show"):
        return (
            comes
            + "In a product each factor gets it times the other one: a closed gate stops it, an open one does not."
        )
    return comes + "Each part gets it times its own local derivative."


def _has_value(cell: Cell, k: int) -> bool:
    """Whether one unit has one number of a node."""
    node = cell.graph.nodes[k]
    return node.op not in ("x", "number") and len(cell.parameters.get(node.name, "H")) == 1
