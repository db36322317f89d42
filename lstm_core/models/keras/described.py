"""The layers that a file of Keras describes, in order, each with those whose output it reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lstm_core.models.errors import ModelFileError

MODELS = ("Sequential", "Functional", "Model")
MAX_DEPTH, MAX_LAYERS = 8, 4096


@dataclass(frozen=True, eq=False)
class Described:
    """A layer: its class, its name, its settings, the layers that it reads, and how often the model uses it."""

    kind: str
    name: str
    settings: dict
    reads: tuple[str, ...]
    uses: int = 1
    counted: str = ""  # the name of its group in a file that has no names: its class, numbered


def described(config: dict) -> tuple[Described, ...]:
    """Every layer of the model, those of a model inside it in its place."""
    if config.get("class_name") not in MODELS:
        kind = str(config.get("class_name"))
        raise ModelFileError(
            f"it is a model of a class of its own, {kind!r:.60}, whose order of layers is not in the file; save a "
            "Sequential or a functional model"
        )
    found = list(_inside(config, (), 0))
    if len(found) > MAX_LAYERS:
        raise ModelFileError(f"it has {len(found):,} layers, at most {MAX_LAYERS:,} are read")
    names = [layer.name for layer in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ModelFileError(f"two of its layers are called {twice!r:.60}; give each a name of its own")
    return tuple(found)


def settings_of(layer: object) -> tuple[str, dict]:
    """(class, settings) of a layer as Keras writes it; ("", {}) for anything else."""
    if not isinstance(layer, dict) or not isinstance(layer.get("config"), dict):
        return "", {}
    return str(layer.get("class_name", "")), layer["config"]


def counted_name(kind: str, used: dict[str, int]) -> str:
    """The name that Keras gives a layer's group in a file: its class in small letters, numbered."""
    name = re.sub(r"\W+", "", kind)
    name = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)).lower()
    used[name] = used.get(name, -1) + 1
    return f"{name}_{used[name]}" if used[name] else name


def _inside(model: dict, outer: tuple[str, ...], depth: int) -> Iterator[Described]:
    if depth > MAX_DEPTH:
        raise ModelFileError(f"its models are nested deeper than {MAX_DEPTH}, the most that is read")
    kind, settings = settings_of(model)
    layers = settings.get("layers", []) if settings else model.get("config")
    if not isinstance(layers, list):
        raise ModelFileError("its description of the layers cannot be read")
    before, used = outer, dict[str, int]()
    for layer in layers:
        inner, own = settings_of(layer)
        name = str(layer.get("name") or own.get("name", "")) if isinstance(layer, dict) else ""
        nodes = layer.get("inbound_nodes", []) if isinstance(layer, dict) else []
        reads = before if kind == "Sequential" else _read(nodes) or outer
        counted = counted_name(inner, used)
        if inner in MODELS:
            last = reads
            for within in _inside(layer, reads, depth + 1):
                yield within
                last = (within.name,)
            yield Described("", name, {}, last)  # the model itself hands on what its last layer gives
        else:
            yield Described(inner, name, own, reads, max(len(nodes), 1), counted)
        before = (name,)


def _read(nodes: object) -> tuple[str, ...]:
    """The layers that the first call of a layer reads, in order: Keras 3 and Keras 2 write them differently."""
    if not isinstance(nodes, list) or not nodes:
        return ()
    first = nodes[0]
    if isinstance(first, dict):
        return tuple(_histories([first.get("args", []), _initial(first.get("kwargs"))], 0))
    if not isinstance(first, list):
        return ()
    listed = first if first and isinstance(first[0], list) else [first]
    return tuple(str(call[0]) for call in listed if isinstance(call, list) and call)


def _initial(named: object) -> object:
    return named.get("initial_state", []) if isinstance(named, dict) else []


def _histories(value: object, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
        history = value["config"].get("keras_history", []) if isinstance(value.get("config"), dict) else []
        if isinstance(history, list) and history:
            yield str(history[0])
    elif isinstance(value, list):
        for one in value:
            yield from _histories(one, depth + 1)
