"""Interventions: which named values are to be set, scaled or transplanted while a cell runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from lstm_core.equations.page import AnyCell

Which = int | Sequence[int] | np.ndarray | slice | None  # indices, all of them for None


class Donor(Protocol):
    """What a value is transplanted from; a Trace is one."""

    @property
    def cell(self) -> AnyCell: ...

    def __getitem__(self, name: str, /) -> np.ndarray: ...

    def before(self, name: str) -> np.ndarray: ...


@runtime_checkable
class Donors(Protocol):
    """One for each layer; a NetworkTrace is that."""

    @property
    def layers(self) -> Sequence[Donor]: ...


@dataclass(frozen=True, eq=False)
class Edit:
    """One change of a named value, at chosen steps, units and sequences (None = all).

    `name` is a name of the cell, edited where it is computed (later equations of the step see it), or `<name>_prev`,
    which changes only what a step reads. Exactly one of: `value` (a number, or an array that broadcasts to the chosen
    (steps, sequences, units)), `scale` (likewise, multiplies), `source` (a Trace of the same cell whose value is
    transplanted, from the same steps unless `source_steps` lists others; of a NetworkTrace its trace of this layer).
    `layer` counts from 0. Gradients of an edited name are taken with respect to the value after the edit; set and
    transplant pass nothing on.
    """

    name: str
    value: float | np.ndarray | None = None
    scale: float | np.ndarray | None = None
    source: Donor | Donors | None = None
    steps: Which = None
    units: Which = None
    sequences: Which = None
    layer: int = 0
    source_steps: Which = None

    def __post_init__(self) -> None:
        given = [kind for kind in ("value", "scale", "source") if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(
                f"an edit of {self.name} takes exactly one of value, scale, source; got {' and '.join(given) or 'none'}"
            )
        if self.source_steps is not None and self.source is None:
            raise ValueError(f"an edit of {self.name} takes source_steps only together with a source")
        for kind in ("value", "scale"):
            number = getattr(self, kind)
            if number is not None:
                number = np.asarray(number)
                if number.dtype.kind not in "fiub" or not np.isfinite(number).all():
                    raise ValueError(f"an edit of {self.name} has a finite {kind}, got {getattr(self, kind)!r}")


def chosen(which: Which, size: int, what: str, who: str) -> np.ndarray:
    """The indices that `which` means, all inside 0 … size-1 (negative ones count from the end)."""
    if which is None:
        return np.arange(size)
    if isinstance(which, slice):
        return np.arange(size)[which]
    indices = np.atleast_1d(np.asarray(which))
    if indices.ndim != 1 or (indices.size and indices.dtype.kind not in "iu"):
        raise ValueError(f"{who}: {what}s are whole numbers, got {which!r}")
    indices = indices.astype(int)
    for index in indices:
        if not -size <= index < size:
            raise ValueError(f"{who}: there is no {what} {index}; there are {size}, counted from 0")
    return indices % size
