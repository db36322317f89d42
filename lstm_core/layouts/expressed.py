"""A layer of a framework in the language of cells: its equations, and its weights under their names."""

from functools import lru_cache

import numpy as np

from lstm_core.cell import Cell
from lstm_core.layouts.activations import DEFAULTS, Squash, number, squashes
from lstm_core.layouts.record import GATES, Recurrent
from lstm_core.registry import CELLS


def expressed(layer: Recurrent, direction: int = 0) -> tuple[Cell, dict[str, np.ndarray]]:
    """The cell of one direction of a layer, and its weights; ValueError, in a sentence, where no equation says it.

    A layer that squashes as everybody takes for granted is one of our own cells; any other is written out.
    """
    found = squashes(layer, direction)
    clip = float(layer.options.get("clip") or 0)
    if clip < 0:
        raise ValueError(f"{layer.name}: clip is above 0, got {clip:g}")
    key = _key(layer, found)
    cell = CELLS[key] if key and not clip else _written(*_kind(layer), found, clip)
    weights: dict[str, np.ndarray] = {}
    for gate in GATES[layer.kind]:
        of = layer.gate(gate, direction)
        both = of["Wb"] + of["Rb"]
        apart = f"b_h{gate}" in cell.parameters
        weights |= {f"W_x{gate}": of["W"], f"W_h{gate}": of["R"], f"b_{gate}": of["Wb"] if apart else both}
        weights |= {f"b_h{gate}": of["Rb"]} if apart else {}
        weights |= {f"w_c{gate}": of["P"]} if "P" in of else {}
    return cell, {name: weights[name] for name in cell.parameters}


def _kind(layer: Recurrent) -> tuple[str, bool]:
    """("LSTM" or "Coupled LSTM", whether it has peepholes), ("GRU" or "GRU, reset before,", False), ("RNN", False)."""
    if layer.kind == "LSTM":
        return "Coupled LSTM" if layer.options.get("input_forget") else "LSTM", layer.P is not None
    if layer.kind == "GRU":
        return "GRU" if layer.options.get("linear_before_reset") else "GRU, reset before,", False
    return "RNN", False


def _key(layer: Recurrent, found: tuple[Squash, ...]) -> str:
    """Which of our cells computes what the layer does, "" where none does."""
    names, (kind, peephole) = tuple(squash.name for squash in found), _kind(layer)
    if names == ("Relu",):
        return "rnn_relu"
    if names != DEFAULTS[layer.kind]:
        return ""
    plain = {"LSTM": "lstm", "Coupled LSTM": "coupled", "GRU": "gru", "GRU, reset before,": "gru_before", "RNN": "rnn"}
    seeing = {"LSTM": "peephole", "Coupled LSTM": "coupled_peephole"}
    return seeing[kind] if peephole else plain[kind]


@lru_cache(maxsize=64)
def _written(kind: str, peephole: bool, found: tuple[Squash, ...], clip: float) -> Cell:
    """A cell with these activations; `clip` bounds what each of them is given, as ONNX Runtime applies it."""

    def bounded(z: str) -> str:
        return f"max(min({z}, {number(clip)}), -{number(clip)})" if clip else z

    def reads(gate: str, memory: str = "", past: str = "") -> str:
        seen = f" + w_c{gate} * {memory}" if peephole and memory else ""
        return bounded(f"W_x{gate} @ x + {past or f'W_h{gate} @ h_prev'}{seen} + b_{gate}")

    first, last = found[0], found[-1]
    if kind.endswith("LSTM"):
        candidate = found[1]
        coupled = kind.startswith("Coupled")
        lines = [f"i = {first(reads('i', 'c_prev'))}"]
        lines += [] if coupled else [f"f = {first(reads('f', 'c_prev'))}"]
        lines += [f"g = {candidate(reads('g'))}", f"c = {'(1 - i)' if coupled else 'f'} * c_prev + i * g"]
        lines += [f"o = {first(reads('o', 'c'))}", f"h = o * {_factor(last('c'))}"]
    elif kind.startswith("GRU"):
        before = "before" in kind
        past = "W_hn @ (r * h_prev)" if before else "r * (W_hn @ h_prev + b_hn)"
        lines = [f"r = {first(reads('r'))}", f"z = {first(reads('z'))}", f"n = {last(reads('n', past=past))}"]
        lines += ["h = (1 - z) * n + z * h_prev"]
    else:
        lines = [f"h = {first(reads('h'))}"]
    return Cell(_title(kind, peephole, found, clip), "\n".join(lines))


def _factor(said: str) -> str:
    """An expression as it stands behind a ×: in parentheses where it is more than one call."""
    return said if said.count("(") == 1 and said.endswith(")") and said.split("(")[0].isidentifier() else f"({said})"


def _title(kind: str, peephole: bool, found: tuple[Squash, ...], clip: float) -> str:
    family = "LSTM" if kind.endswith("LSTM") else kind[:3]
    roles = {"LSTM": ("gates", "candidate", "output"), "GRU": ("gates", "candidate"), "RNN": ("",)}[family]
    usual = DEFAULTS[family]
    odd = [f"{squash.title} {role}".strip() for squash, role, name in zip(found, roles, usual, strict=True)
           if squash.name != name]  # fmt: skip
    if family == "LSTM" and found[1] == found[2] and len(odd) > 1:
        odd = [*odd[:-2], found[1].title]
    odd += [f"clip {number(clip)}"] if clip else []
    return f"{'Peephole ' if peephole else ''}{kind} with {' and '.join(odd)}"
