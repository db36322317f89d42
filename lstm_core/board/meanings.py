"""What the names of a cell mean: letter, label and one line, for the blackboard's names and for anybody's."""

from typing import NamedTuple

from lstm_core.equations.bounds import between_0_and_1
from lstm_core.equations.page import AnyCell


class Meaning(NamedTuple):
    """How a name is spoken of; `kind` is "gate" (between 0 and 1) or "signed"."""

    name: str
    letter: str
    label: str
    does: str
    kind: str

    @property
    def noun(self) -> str:
        """The label without its bracket: "memory" for "memory (cell state)"."""
        return self.label.split(" (")[0]


KNOWN = {
    meaning.name: meaning
    for meaning in (
        Meaning("f", "f", "forget gate", "how much of the memory is kept (1 keeps, 0 erases)", "gate"),
        Meaning("i", "i", "input gate", "how much of the candidate is written", "gate"),
        Meaning("g", "g", "candidate (c̃)", "what would be written", "signed"),
        Meaning("o", "o", "output gate", "how much of the memory is shown", "gate"),
        Meaning("c", "c", "memory (cell state)", "what is carried along the belt", "signed"),
        Meaning("h", "h", "output (hidden state)", "what the rest of the network sees", "signed"),
        Meaning("r", "r", "reset gate", "how much of the past the candidate reads", "gate"),
        Meaning("z", "z", "update gate (keeps)", "how much of the past is kept (1 keeps, 0 replaces)", "gate"),
        Meaning("n", "n", "candidate", "what would be written", "signed"),
    )
}

KEEPS = ("f", "z")  # letters that are known for keeping: a cell in which they replace gives them another meaning
WRITTEN = ("g", "n")  # letters of a candidate: a cell that carries them gives them another meaning


def meanings(cell: AnyCell) -> dict[str, Meaning]:
    """{name: Meaning} of every defined name; a known letter that is used for something else loses its known meaning."""
    found = {}
    for name, k in cell.graph.names.items():
        kind = "gate" if between_0_and_1(cell.graph.nodes, k) else "signed"
        known = KNOWN.get(name)
        other = (name in KEEPS and name in _replacing(cell)) or (name in WRITTEN and name in cell.carry)
        if known and known.kind == kind and not other:
            found[name] = known
        else:
            found[name] = _unknown(cell, name, kind)
    return found


def _replacing(cell: AnyCell) -> dict[str, str]:
    """{gate: the state of which it says how much is replaced}: those that the carry subtracts."""
    return {
        gate: state
        for state, carry in cell.carry.items()
        for product, coefficient in carry.factor.items()
        if len(product) == 1 and coefficient < 0 and product[0] not in carry.constants
        if (gate := carry.names[product[0]])
    }


def _unknown(cell: AnyCell, name: str, kind: str) -> Meaning:
    words = name.replace("_", " ")
    if kind == "gate":
        if name in _replacing(cell):
            return Meaning(name, name, f"gate {words}", f"how much of {_replacing(cell)[name]} is replaced", kind)
        factor = [state for state, carry in cell.carry.items() if carry.names and set(carry.names.values()) == {name}]
        does = f"how much of {factor[0]} is kept" if factor else "a valve between 0 and 1"
        return Meaning(name, name, f"gate {words}", does, kind)
    return Meaning(name, name, words, f"what the line {name} = … computes", kind)
