"""A state dict as what it holds: its recurrent layers, all its other arrays, and what it does not say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.models.contents import Contents
from lstm_core.models.limits import refuse, shown
from lstm_core.models.state_dicts.layers import grouped, layer_of, strangers
from lstm_core.models.state_dicts.names import alike, place_of, unwrapped
from lstm_core.models.state_dicts.undone import whole

NAMED = "its layers' weights are named like weight_ih_l0 and weight_hh_l0 in PyTorch"


def contents_of(
    who: str,
    arrays: Mapping[str, np.ndarray],
    notes: tuple[str, ...] = (),
    modules: Mapping[str, tuple[str, dict]] | None = None,
    words: Sequence[tuple[str, ...]] = (),
) -> Contents:
    """What the arrays of a state dict are; `modules` are {name: (class, settings)} where a whole model was saved."""
    short = unwrapped(arrays)
    named, undone = whole(who, {short[name]: values for name, values in arrays.items()})
    told = {_inner(name): kind for name, kind in (modules or {}).items()}
    groups = grouped(named)
    if not groups:
        some = ", ".join(shown(name) for name in list(named)[:5]) or "none"
        raise refuse(who, f"it holds no LSTM, GRU or RNN layer ({NAMED}); the arrays in it: {some}")
    layers: list[Recurrent] = []
    for (module, number), group in groups.items():
        layer = layer_of(who, module, number, group, told.get(module, ("", {}))[1])
        layers.append(replace(layer, notes=_notes(layer, module, number, named, told)))
    modules_of = [module for module, _ in groups]
    chains = _chains(modules_of)
    silent = any(layer.kind == "RNN" and not told.get(module) for layer, module in zip(layers, modules_of, strict=True))
    rest = {name: values for name, values in named.items() if place_of(name) is None and 1 <= values.ndim <= 2}
    return Contents(
        layers=tuple(layers),
        arrays={name: values for name, values in rest.items() if values.dtype.kind == "f" and values.size},
        notes=notes + undone + _apart(layers, chains),
        vocabulary=_fitting(words, rest.values(), layers[0].input_size),
        chains=chains,
        asks=frozenset({"activation"} if silent else ()),
    )


def _inner(name: str) -> str:
    return unwrapped([f"{name}.x"])[f"{name}.x"].removesuffix("x").rstrip(".")


def _notes(layer: Recurrent, module: str, number: int, arrays: Mapping, told: Mapping) -> tuple[str, ...]:
    """What must be said of one layer."""
    notes = []
    kind, settings = told.get(module, ("", {}))
    if kind and not number:
        said = [f"batch_first is {settings['batch_first']}"] if "batch_first" in settings else []
        said += [f"dropout {settings['dropout']} (in training alone)"] if settings.get("dropout") else []
        notes.append(f"{layer.name} was saved as a module {shown(kind)}" + (f": {', '.join(said)}." if said else "."))
    if layer.projection is not None:
        notes.append(f"{layer.name} projects its {layer.hidden_size} units to {layer.output_size} numbers.")
    beside = strangers(arrays, module)
    if beside and not number:
        some = ", ".join(shown(name) for name in beside[:3])
        notes.append(f"Inside {layer.name} stands {some}, which a plain {layer.kind} has not: it is read without it.")
    return tuple(notes)


def _chains(modules: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The numbers of layers that stand on each other: those of one module, and of modules named alike."""
    chains: list[list[int]] = []
    for k, module in enumerate(modules):
        if k and alike(modules[k - 1], module):
            chains[-1].append(k)
        else:
            chains.append([k])
    return tuple(tuple(chain) for chain in chains)


def _apart(layers: Sequence[Recurrent], chains: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """A sentence for each layer that could stand on the one before it, though nothing says so."""
    pairs = [(layers[chain[0] - 1], layers[chain[0]]) for chain in chains[1:]]
    fits = [(a.name, b.name) for a, b in pairs if b.input_size == a.directions * a.output_size]
    return tuple(f"{b} could read what {a} gives, but the file does not say so: they stand apart." for a, b in fits)


def _fitting(words: Sequence[tuple[str, ...]], arrays: Iterable[np.ndarray], input_size: int) -> tuple[str, ...]:
    """The first vocabulary that has a word for each row of an array, or for each input."""
    sizes = {len(values) for values in arrays if values.ndim == 2} | {input_size}
    return next((some for some in words if len(some) in sizes), ())
