"""A network as arrays and JSON, and back; a saved cell is its equations, which are parsed, never executed."""

from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.files import taken
from lstm_core.networks.parts import Parts


def page_of(cell: Cell) -> dict:
    """All that a cell is, as JSON can say it."""
    return {
        "title": cell.title,
        "text": cell.text,
        "start": cell.start,
        "constants": cell.constants,
        "fixed": sorted(cell.fixed),
        "torch_name": cell.torch_name,
    }


def cell_of(page: object, who: str) -> Cell:
    """The cell that such a page describes; ValueError where it does not describe one."""
    kinds = {"title": str, "text": str, "start": dict, "constants": dict, "fixed": list, "torch_name": str | None}
    if not isinstance(page, dict) or set(page) != set(kinds):
        raise ValueError(f"{who}: a cell is described by {', '.join(kinds)}")
    for key, kind in kinds.items():
        if not isinstance(page[key], kind):
            raise ValueError(f"{who}: the cell's {key} is {type(page[key]).__name__}")
    if not all(isinstance(rule, str | float | int) for rule in page["start"].values()):
        raise ValueError(f"{who}: a start value is a number or the name of a rule")
    if not all(isinstance(name, str) for name in page["fixed"]):
        raise ValueError(f"{who}: fixed parameters are given by name")
    if page["torch_name"] is not None and not page["torch_name"].isidentifier():
        raise ValueError(f"{who}: the cell's torch_name is a name, got {page['torch_name'][:40]!r}")
    rest = {key: page[key] for key in ("start", "constants", "torch_name")}
    try:
        return Cell(page["title"][:80], page["text"], fixed=set(page["fixed"]), **rest)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{who}: {error}") from None


def network_about(network: Parts) -> dict:
    """What the arrays of a network do not say: its cells, its words and its answers."""
    about = {"layers": [page_of(layer.cell) for layer in network.layers], "vocabulary": list(network.vocabulary)}
    if network.input_size is not None:
        about["input_size"] = network.input_size
    if network.outputs is not None:
        about["outputs"] = list(network.outputs)
    if network.reverse:
        about["reverse"] = [page_of(layer.cell) for layer in network.reverse]
    return about | ({} if network.output == "choice" else {"output": network.output})


def network_parts(arrays: Mapping[str, np.ndarray], about: dict, who: str) -> dict:
    """The arguments of `Network` from its parameters and `network_about`; ValueError where they do not make one."""
    pages, vocabulary = {half: about.get(half, []) for half in ("layers", "reverse")}, about.get("vocabulary")
    if "layers" not in about or not all(isinstance(given, list) for given in (*pages.values(), vocabulary)):
        raise ValueError(f"{who}: the description of the network has no layers or no vocabulary")
    left = dict(arrays)
    halves: dict[str, list[tuple[Cell, dict[str, np.ndarray]]]] = {"layers": [], "reverse": []}
    for half, layers in halves.items():
        for k, page in enumerate(pages[half]):
            cell = cell_of(page, who)
            layers.append((cell, {n: taken(left, f"{half}.{k}.{n}", who) for n in cell.parameters}))
    readout = {"readout_W": taken(left, "readout.W", who), "readout_b": taken(left, "readout.b", who)}
    table = left.pop("embedding", None)
    if left:
        raise ValueError(f"{who}: the network has no parameter {next(iter(left))[:40]!r}")
    if not isinstance(about.get("outputs", []), list):
        raise ValueError(f"{who}: a network's outputs are a list of different names")
    more = {name: about[name] for name in ("input_size", "outputs", "output") if name in about}
    return {**halves, "embedding": table, **readout, "vocabulary": tuple(about["vocabulary"]), **more}
