"""Edits made ready for a run, and made: checked against its shape, step by step, with what a gradient needs of them."""

from collections.abc import Iterable

import numpy as np

from lstm_core.equations.page import AnyCell
from lstm_core.nearest import nearest
from lstm_core.plain.interventions import Donor, Donors, Edit, chosen

Where = tuple[np.ndarray, ...]  # (sequences, units) as `np.ix_` gives them
Change = tuple[Where, np.ndarray, bool]  # what is set there, or what it is multiplied by where it scales


class BoundEdits:
    """Edits made ready for one run of a cell: checked against its shape, sorted by step and name."""

    def __init__(self, cell: AnyCell, edits: Iterable[Edit], shape: tuple[int, ...], dtype: np.dtype):
        """`shape` is (T, B, H) of the run, with trailing map axes for spatial cells."""
        self.steps: list[dict[str, list[Change]]] = [{} for _ in range(shape[0])]
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
            source = edit.source.layers[edit.layer] if isinstance(edit.source, Donors) else edit.source
            amount = self._transplant(cell, edit, source, (steps, sequences, units), shape)
        else:
            amount = np.asarray(edit.value if edit.scale is None else edit.scale, dtype)
        try:
            amount = np.broadcast_to(amount, region)
        except ValueError:
            raise ValueError(
                f"{who}: the chosen (steps, sequences, units) have shape {region}, got values of shape {amount.shape}"
            ) from None
        where = np.ix_(sequences, units)
        for step, part in zip(steps, amount, strict=True):
            self.steps[step].setdefault(edit.name, []).append((where, part, edit.scale is not None))

    def _transplant(
        self, cell: AnyCell, edit: Edit, source: Donor, at: tuple[np.ndarray, ...], shape: tuple[int, ...]
    ) -> np.ndarray:
        """What the source holds at the chosen (steps, sequences, units)."""
        who, (steps, sequences, units) = f"edit of {edit.name}", at
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

    def __init__(self, edits: dict[str, list[Change]]):
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
