"""The levers that stand in the pictures of a recorded page, and the stops of them for which it is recorded."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from offline.said.shelf import Shelf, header_of

FEW, SPREAD = 12, 5  # stops of which all are recorded; of a lever with more, so many over its whole length


class Lever(NamedTuple):
    """A lever as its component has it: what it is called, where it can stand; `usual` says where it starts."""

    name: str
    address: str
    label: str
    low: float
    high: float
    start: float
    usual: str
    stops: tuple[str, ...]


def levers_of(shelf: Shelf, nodes: Iterable[dict]) -> Iterator[Lever]:
    """The levers of the components that stand on a screen."""
    for node in nodes:
        message = shelf.blobs.get((node.get("bytes") or "").split("+")[0]) if node["is"] == "component" else None
        if message is None or node["name"] in ("network", "take"):
            continue
        for said in header_of(message)[0].get("levers") or ():
            if "low" in said and not said.get("idle"):
                yield _lever(said)


def _lever(said: dict[str, Any]) -> Lever:
    low, high, step, start = (said[key] for key in ("low", "high", "step", "start"))
    count = round((high - low) / step)
    places = range(count + 1) if count < FEW else sorted({round(k * count / (SPREAD - 1)) for k in range(SPREAD)})
    stops = [f"{low + place * step:g}" for place in places]
    usual = said.get("usual", "")
    wanted = tuple(stop for stop in stops if stop != f"{start:g}")
    return Lever(said["name"], said["address"], said["label"], low, high, start, usual, wanted)
