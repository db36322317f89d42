"""What a file holds as JSON and plain arrays, which is all that leaves the process that read it; and back."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.models.contents import Contents
from lstm_core.models.reading import read

PLAIN = ("kind", "name", "direction", "options", "notes")
ARRAYS = ("W", "R", "B", "P", "projection")
Arrays = Mapping[str, np.ndarray]


def packed(files: Mapping[str, bytes]) -> tuple[dict, dict[str, np.ndarray]]:
    """`read`, as (JSON, arrays)."""
    title, contents = read(files)
    arrays: dict[str, np.ndarray] = {}

    def kept(values: np.ndarray) -> str:
        arrays[f"a{len(arrays)}"] = np.asarray(values)
        return f"a{len(arrays) - 1}"

    def layer(of: Recurrent) -> dict:
        parts = {name: kept(getattr(of, name)) for name in ARRAYS if getattr(of, name) is not None}
        return {name: getattr(of, name) for name in PLAIN} | {"arrays": parts, "initial": _kept_all(of.initial, kept)}

    about = {
        "title": title,
        "layers": [layer(each) for each in contents.layers],
        "arrays": _kept_all(contents.arrays, kept),
        "notes": list(contents.notes),
        "vocabulary": list(contents.vocabulary),
        "embedding": contents.embedding,
        "readout": contents.readout,
        "chains": [list(chain) for chain in contents.chains],
        "asks": sorted(contents.asks),
    }
    return about, arrays


def unpacked(about: dict, arrays: Arrays) -> tuple[str, Contents]:
    """What `packed` was made of; ValueError, KeyError or TypeError for anything that it does not make."""

    def layer(of: dict) -> Recurrent:
        parts: dict[str, Any] = {name: arrays[at] for name, at in of["arrays"].items() if name in ARRAYS}
        initial = {name: arrays[at] for name, at in of["initial"].items()}
        plain: dict[str, Any] = {name: of[name] for name in PLAIN} | {"notes": tuple(of["notes"]), "initial": initial}
        return Recurrent(**plain, **parts)

    contents = Contents(
        layers=tuple(layer(each) for each in about["layers"]),
        arrays={name: arrays[at] for name, at in about["arrays"].items()},
        notes=tuple(about["notes"]),
        vocabulary=tuple(about["vocabulary"]),
        embedding=about["embedding"],
        readout=about["readout"],
        chains=tuple(tuple(chain) for chain in about["chains"]),
        asks=frozenset(about["asks"]),
    )
    return about["title"], contents


def _kept_all(named: Arrays, kept: Callable[[np.ndarray], str]) -> dict[str, str]:
    return {name: kept(values) for name, values in named.items()}
