"""The names of a state dict: what stands before a layer's own, and which of its arrays each one is."""

import re
from collections.abc import Iterable
from typing import NamedTuple

WRAPPERS = ("_orig_mod", "module", "state_dict", "model_state_dict", "model_state")  # compiled, DDP, Lightning, dicts
_WRAPPED = re.compile(rf"(^|\.)(?:{'|'.join(WRAPPERS)})\.")
_ARRAY = re.compile(
    r"^(?:(?P<module>.+)\.)?(?P<what>weight_ih|weight_hh|bias_ih|bias_hh|weight_hr)"
    r"(?:_l(?P<layer>[0-9]{1,3}))?(?P<reverse>_reverse)?$"
)


class Place(NamedTuple):
    """Where an array of a recurrent layer belongs."""

    module: str  # "encoder.rnn", "" at the top
    layer: int
    what: str  # "weight_ih"
    reverse: bool


def place_of(name: str) -> Place | None:
    """What the name of an array says; None where it is no recurrent layer's."""
    found = _ARRAY.match(name)
    if found is None:
        return None
    return Place(found["module"] or "", int(found["layer"] or 0), found["what"], found["reverse"] is not None)


def unwrapped(names: Iterable[str]) -> dict[str, str]:
    """{name: without what compiling, parallel training and saving put before it}, but where two would be one."""
    names = list(names)
    short = {name: _stripped(name) for name in names}
    counts: dict[str, int] = {}
    for name in short.values():
        counts[name] = counts.get(name, 0) + 1
    return {name: to if counts[to] == 1 else name for name, to in short.items()}


def _stripped(name: str) -> str:
    while True:
        shorter = _WRAPPED.sub(r"\1", name)
        if shorter == name:
            return name
        name = shorter


def in_order(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts names as people count: lstm2 before lstm10."""
    parts = re.split(r"([0-9]{1,18})", name[:500])
    return [(0, int(part), "") if k % 2 else (1, 0, part) for k, part in enumerate(parts)]


def alike(one: str, other: str) -> bool:
    """Whether two names differ only in their numbers, as those of a stack do: lstm1, lstm2; 0.rnn, 1.rnn."""
    return re.sub(r"_?\d+", "", one) == re.sub(r"_?\d+", "", other)
