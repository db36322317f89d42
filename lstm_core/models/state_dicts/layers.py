"""The recurrent layers of a state dict: which arrays are one layer, and what kind their shapes say it is."""

from collections.abc import Iterable, Mapping

import numpy as np

from lstm_core.layouts.orders import reordered
from lstm_core.layouts.record import GATES, Recurrent
from lstm_core.models.limits import UNITS, check_count, refuse, shown
from lstm_core.models.precision import check_finite
from lstm_core.models.state_dicts.names import place_of

KINDS = {4: "LSTM", 3: "GRU", 1: "RNN"}  # how many times a layer's units its matrices have rows
Group = dict[tuple[str, bool], np.ndarray]  # {(what, whether of the reverse half): values}


def grouped(arrays: Mapping[str, np.ndarray]) -> dict[tuple[str, int], Group]:
    """{(module, layer): its arrays}: modules in the order of the file, the layers of each from below."""
    groups: dict[tuple[str, int], Group] = {}
    for name, values in arrays.items():
        place = place_of(name)
        if place is not None and values.dtype.kind == "f":
            groups.setdefault((place.module, place.layer), {})[place.what, place.reverse] = values
    modules = list(dict.fromkeys(module for module, _ in groups))
    ordered = sorted(groups, key=lambda key: (modules.index(key[0]), key[1]))
    return {key: groups[key] for key in ordered if ("weight_hh", False) in groups[key]}


def layer_of(who: str, module: str, number: int, group: Group, settings: Mapping) -> Recurrent:
    """One layer; `settings` are what a whole module says of itself. ModelFileError where the sizes fit no layer."""
    name = _called(module, number, "the layer")
    W, R = group.get(("weight_ih", False)), group["weight_hh", False]
    if W is None or W.ndim != 2 or R.ndim != 2 or 0 in W.shape + R.shape:
        raise refuse(who, f"{name}: weight_hh is there, but no matrix weight_ih beside it")
    projection = group.get(("weight_hr", False))
    units = R.shape[1] if projection is None else projection.shape[-1]
    check_count(who, units, UNITS, f"units in {name}")
    kind = KINDS.get(R.shape[0] // units if R.shape[0] % units == 0 else 0)
    if kind is None:
        raise refuse(
            who, f"{name}: weight_hh has shape {R.shape}; of {units} units an LSTM has 4 rows, a GRU 3, an RNN 1"
        )
    name = _called(module, number, kind)
    halves = (False, True) if ("weight_ih", True) in group else (False,)
    parts = [_half(who, name, kind, group, reverse, units) for reverse in halves]
    options: dict = {"linear_before_reset": 1} if kind == "GRU" else {}
    if kind == "RNN" and settings.get("nonlinearity", settings.get("mode")) in ("relu", "RNN_RELU"):
        options["activations"] = ["Relu"] * len(halves)
    direction = "bidirectional" if len(halves) == 2 else "forward"
    W, R, B = (np.stack([part[k] for part in parts]) for k in range(3))
    projected = None if projection is None else np.stack([part[3] for part in parts])
    try:
        return Recurrent(kind, name, W, R, B, None, projected, direction, options)
    except ValueError as error:
        raise refuse(who, str(error)) from None


def _called(module: str, number: int, kind: str) -> str:
    """What a layer is called: by its module, or, at the top of the file, by its kind."""
    return shown(module or kind) + (f", layer {number}" if number else "")


def _half(who: str, name: str, kind: str, group: Group, reverse: bool, units: int) -> tuple:
    """(W, R, both biases, projection or None) of one direction, gates in ONNX's order."""
    rows, end = len(GATES[kind]) * units, "_reverse" if reverse else ""
    zeros = np.zeros(rows, group["weight_hh", False].dtype)
    found = []
    for what in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
        values = group.get((what, reverse), zeros if what.startswith("bias") else None)
        if values is None or values.ndim != (1 if what.startswith("bias") else 2) or len(values) != rows:
            came = "is missing" if values is None else f"has shape {values.shape}"
            raise refuse(who, f"{name}: {what}{end} of this {kind} has {rows} rows; it {came}")
        check_finite(who, f"{name}: {what}{end}", values)
        found.append(reordered(values, kind, "torch"))
    projection = group.get(("weight_hr", reverse))
    if (projection is None) != (("weight_hr", False) not in group):
        raise refuse(who, f"{name}: one of its directions has a projection (weight_hr), the other has none")
    if projection is not None:
        check_finite(who, f"{name}: weight_hr{end}", projection)
    return found[0], found[1], np.concatenate(found[2:]), projection


def strangers(arrays: Iterable[str], module: str) -> list[str]:
    """Arrays inside a layer's module that a plain layer does not have: norms of its gates, peepholes of its own."""
    inside = [name for name in arrays if module and name.startswith(f"{module}.")]
    return [name for name in inside if place_of(name) is None and not name.endswith("num_batches_tracked")]
