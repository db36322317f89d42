"""Interventions: named values that are set, scaled or transplanted while a cell runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.equations.page import AnyCell
from lstm_core.nearest import nearest

Which = int | Sequence[int] | slice | None


@dataclass(frozen=True, eq=False)
class Edit:
    """One change of a named value, at chosen steps, units and sequences (None = all).

    `name` is a name of the cell, edited where it is computed (later equations of the step see it), or `<name>_prev`,
    which changes only what a step reads. Exactly one of: `value` (a number, or an array that broadcasts to the chosen
    (steps, sequences, units)), `scale` (likewise, multiplies), `source` (a Trace of the same cell whose value is
    transplanted, from the same steps unless `source_steps` lists others). `layer` counts from 0.
    Gradients of an edited name are taken with respect to the value after the edit; set and transplant pass nothing on.
    """

    name: str
    value: float | np.ndarray | None = None
    scale: float | np.ndarray | None = None
    source: object = None
    steps: Which = None
    units: Which = None
    sequences: Which = None
    layer: int = 0
    source_steps: Which = None

    def __post_init__(self):
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


class BoundEdits:
    """Edits made ready for one run of a cell: checked against its shape, sorted by step and name."""

    def __init__(self, cell: AnyCell, edits: Iterable[Edit], shape: tuple[int, ...], dtype: np.dtype):
        """`shape` is (T, B, H) of the run, with trailing map axes for spatial cells."""
        self.steps: list[dict[str, list[tuple]]] = [{} for _ in range(shape[0])]
        for edit in edits:
            self._bind(cell, edit, shape, dtype)

    def _bind(self, cell: AnyCell, edit: Edit, shape: tuple[int, ...], dtype: np.dtype) -> None:
        known = (*cell.names, *(f"{name}_prev" for name in cell.states))
        if edit.name not in known:
            raise ValueError(f"{cell.title} has no value {edit.name!r} to edit; {nearest(edit.name, known)}")
        who = f"edit of {edit.name}"
        steps = chosen(edit.steps, shape[0], "step", who)
        sequences = chosen(edit.sequences, shape[1], "sequence", who)
        units = chosen(edit.units, shape[2], "unit", who)
        region = (len(steps), len(sequences), len(units), *shape[3:])
        if edit.source is not None:
            amount = self._transplant(cell, edit, steps, sequences, units, shape, who)
        else:
            amount = edit.value if edit.scale is None else edit.scale
            amount = np.asarray(amount, dtype)
        try:
            amount = np.broadcast_to(amount, region)
        except ValueError:
            raise ValueError(
                f"{who}: the chosen (steps, sequences, units) have shape {region}, got values of shape {amount.shape}"
            ) from None
        where = np.ix_(sequences, units)
        for step, part in zip(steps, amount, strict=True):
            self.steps[step].setdefault(edit.name, []).append((where, part, edit.scale is not None))

    def _transplant(self, cell: AnyCell, edit: Edit, steps, sequences, units, shape, who: str) -> np.ndarray:
        source = edit.source
        if source.cell.names != cell.names:
            raise ValueError(f"{who}: the source is a trace of {source.cell.title}, this run is of {cell.title}")
        name = edit.name
        array = source.before(name[:-5]) if name not in cell.names else source[name]
        if array.shape[2:] != shape[2:] or array.shape[1] not in (1, shape[1]):
            raise ValueError(f"{who}: the source has (B, H) = {array.shape[1:]}, this run has {shape[1:]}")
        if edit.source_steps is None:
            from_steps = chosen(steps, len(array), "step of the source", who)
        else:
            from_steps = chosen(edit.source_steps, len(array), "step of the source", who)
        if len(from_steps) not in (1, len(steps)):
            raise ValueError(f"{who}: {len(steps)} steps are edited, source_steps lists {len(from_steps)}")
        from_sequences = sequences if array.shape[1] == shape[1] else np.zeros(len(sequences), int)
        return array[np.ix_(from_steps, from_sequences, units)]

    def at(self, step: int) -> "StepEdits":
        """The edits of one step, as `evaluate.step_values` wants them."""
        return StepEdits(self.steps[step])


class StepEdits:
    """Applies the edits of one step, and keeps what the gradient needs to know of them."""

    def __init__(self, edits: dict[str, list[tuple]]):
        self.edits = edits
        self.passes: dict[str, np.ndarray] = {}  # the share of a gradient that goes on past the edit
        self.computed: dict[str, np.ndarray] = {}  # the value as computed, before its edit

    def __call__(self, name: str, value: np.ndarray) -> np.ndarray:
        """The value as used from here on; several edits of one name compose in the order given."""
        if name not in self.edits:
            return value
        used, passes = value.copy(), np.ones_like(value)
        for where, amount, scales in self.edits[name]:
            used[where] = used[where] * amount if scales else amount
            passes[where] = passes[where] * amount if scales else 0
        self.passes[name], self.computed[name] = passes, value
        return used
