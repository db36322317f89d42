"""Weights that a state dict keeps in pieces, put together; or a sentence why they cannot be."""

import re
from collections.abc import Mapping

import numpy as np

from lstm_core.models.limits import refuse, shown
from lstm_core.models.state_dicts.names import place_of

_NEW = re.compile(r"^(?P<module>(?:.+\.)?)parametrizations\.(?P<name>\w+)\.(?P<part>.+)$")
_OLD = re.compile(r"^(?P<whole>.+)_(?P<part>[gv])$")
_RAW = re.compile(r"^(?P<whole>.+)_raw$")


def whole(who: str, arrays: Mapping[str, np.ndarray]) -> tuple[dict[str, np.ndarray], tuple[str, ...]]:
    """The arrays with those of weight normalisation multiplied out, and what is to be said of it."""
    quantised = [name for name in arrays if "_all_weight_values" in name or "_packed_params" in name]
    if quantised:
        raise refuse(who, "its weights are quantised (dynamic int8); save the state dict from before quantisation")
    found: dict[str, np.ndarray] = {}
    pieces: dict[str, dict[str, np.ndarray]] = {}
    raw = False
    for name, values in arrays.items():
        base, part = _piece(name)
        if part in ("g", "v"):
            pieces.setdefault(base, {})[part] = values
        elif part == "raw":
            found.setdefault(base, values)
            raw = True
        elif part:
            what = f"{shown(base)} is computed from others at every step ({shown(part)})"
            raise refuse(who, f"{what}; call torch.nn.utils.parametrize.remove_parametrizations, then save again")
        else:
            found[name] = values
    for name, parts in pieces.items():
        if set(parts) != {"g", "v"}:
            raise refuse(who, f"of {shown(name)}, kept as length and direction, one of the two is missing")
        found[name] = _multiplied(who, name, **parts)
    notes = ("Weight normalisation is multiplied out: w = g · v / ‖v‖.",) if pieces else ()
    return found, notes + (("Weights kept under dropout (…_raw) are read as they are without it.",) if raw else ())


def _piece(name: str) -> tuple[str, str]:
    """(The whole array's name, which piece of it: "g", "v", "raw"; "" where it is whole already)."""
    new = _NEW.match(name)
    if new and place_of(new["name"]):
        part = {"original0": "g", "original1": "v"}.get(new["part"], new["part"])
        return new["module"] + new["name"], part
    old = _OLD.match(name)
    if old and place_of(old["whole"]):
        return old["whole"], old["part"]
    raw = _RAW.match(name)
    return (raw["whole"], "raw") if raw and place_of(raw["whole"]) else (name, "")


def _multiplied(who: str, name: str, g: np.ndarray, v: np.ndarray) -> np.ndarray:
    """g · v / ‖v‖: the length is of the axes along which g has one value."""
    if g.ndim not in (0, v.ndim) or any(one not in (1, many) for one, many in zip(g.shape, v.shape, strict=False)):
        raise refuse(who, f"the length of {shown(name)}, of shape {g.shape}, fits no direction of shape {v.shape}")
    axes = tuple(k for k, size in enumerate(g.shape) if size == 1) if g.ndim else None
    return g * (v / np.sqrt(np.sum(v * v, axis=axes, keepdims=g.ndim > 0)))
