"""What stands before and after the layers of a file: its embedding and its readout, where they are clear, or chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lstm_core.layouts.projected import outputs_of
from lstm_core.models.contents import Contents
from lstm_core.models.limits import refuse, shown
from lstm_core.models.opened import OpenedNetwork
from lstm_core.models.precision import check_finite

Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Chosen:
    """What a person said where a file does not: names of arrays ("" = none), words, "choice" or "number"."""

    embedding: str | None = None
    readout: str | None = None
    vocabulary: tuple[str, ...] = ()
    output: str = ""


def with_ends(who: str, opened: OpenedNetwork, contents: Contents, chosen: Chosen) -> OpenedNetwork:
    """The network with its embedding and its readout, and what is to be said of both; or ModelFileError."""
    arrays, first, last = contents.arrays, opened.layers[0], opened.layers[-1]
    tables = [
        name for name, values in arrays.items() if _fits(name, values, first.input_size) and _bias(name, arrays) is None
    ]
    gives = last.directions * last.output_size
    answers = [name for name, values in arrays.items() if _fits(name, values, gives)]
    tables = [name for name in tables if name != contents.readout]
    table = _taken(chosen.embedding, contents.embedding, tables, tables)
    above = {name: values for name, values in arrays.items() if name != table}  # a table is read before the layers
    clear = [name for name in answers if _bias(name, arrays) is not None and not _read_on(arrays[name], above)]
    answer = _taken(chosen.readout, contents.readout, answers, clear)
    found = replace(opened, embedding=table, readout=answer, embeddings=tuple(tables), readouts=tuple(answers))
    return _assembled(who, found, arrays, chosen, contents.vocabulary)


def check_choice(who: str, chosen: Chosen, networks: Sequence[OpenedNetwork]) -> None:
    """ModelFileError where the array that was asked for fits none of the networks."""
    for what, fitting in (("embedding", "embeddings"), ("readout", "readouts")):
        name = getattr(chosen, what)
        some = list(dict.fromkeys(n for network in networks for n in getattr(network, fitting)))
        if name and name not in some:
            offered = f"these fit: {', '.join(shown(n) for n in some[:8])}" if some else "no array in it fits"
            raise refuse(who, f"{shown(name)} cannot be the {what}; {offered}")


def _fits(name: str, values: np.ndarray, reads: int) -> bool:
    return values.ndim == 2 and values.shape[1] == reads and len(values) > 0 and values.dtype.kind == "f"


def _bias(name: str, arrays: Arrays) -> np.ndarray | None:
    """The bias beside a matrix "x.weight": "x.bias"."""
    return arrays.get(f"{name.removesuffix('weight')}bias") if name.endswith("weight") else None


def _read_on(matrix: np.ndarray, arrays: Arrays) -> bool:
    """Whether another matrix reads as many numbers as this one gives: then it may be no readout but one of several."""
    return any(a.ndim == 2 and a is not matrix and a.shape[1] == len(matrix) for a in arrays.values())


def _taken(asked: str | None, said: str, fitting: Sequence[str], clear: Sequence[str]) -> str:
    """The name that was asked for, or that the file says, or the only one that is clear; "" where none is."""
    if asked is not None:
        return asked if asked in fitting else ""
    if said in fitting:
        return said
    return clear[0] if len(clear) == 1 else ""


def _assembled(
    who: str, opened: OpenedNetwork, arrays: Arrays, chosen: Chosen, vocabulary: tuple[str, ...]
) -> OpenedNetwork:
    network, first, last = opened.network, opened.layers[0], opened.layers[-1]
    notes = list(opened.notes)
    words: tuple[str, ...] = ()
    changes: dict = {}
    table = arrays[opened.embedding] if opened.embedding else None
    size = first.input_size if table is None else len(table)
    known = chosen.vocabulary or vocabulary
    if table is not None or len(known) == size:
        words = known if len(known) == size else tuple(str(k) for k in range(size))
        changes |= {"vocabulary": words, "input_size": None}
    if chosen.vocabulary and len(chosen.vocabulary) != size:
        raise refuse(
            who, f"{opened.name} reads {size:,} words or inputs, but the vocabulary has {len(chosen.vocabulary):,}"
        )
    if table is not None:
        check_finite(who, opened.embedding, table)
        changes["embedding"] = table.astype(np.float64)
        notes.append(f"{shown(opened.embedding)} is read as the embedding of {size:,} words.")
        if words and words != known:
            notes.append("The file has no list of its words: they are called by their numbers.")
    if opened.readout:
        W, b = arrays[opened.readout], _bias(opened.readout, arrays)
        b = np.zeros(len(W)) if b is None or b.shape != (len(W),) else b
        check_finite(who, opened.readout, W)
        check_finite(who, f"the bias of {opened.readout}", b)
        choice = (chosen.output or ("choice" if words and len(W) == len(words) else "number")) == "choice"
        same = choice and len(W) == len(words)
        names = None if same else tuple(str(k) for k in range(len(W)))
        spread = W.astype(np.float64) @ outputs_of(last)
        changes |= {"readout_W": spread, "readout_b": b.astype(np.float64), "outputs": names}
        changes["output"] = "choice" if choice else "number"
        notes.append(f"{shown(opened.readout)} is read as the readout of {len(W):,} answers"
                     + ("." if choice else ", shown as the numbers that they are, before any softmax."))  # fmt: skip
    return replace(opened, network=replace(network, **changes), notes=tuple(notes))
