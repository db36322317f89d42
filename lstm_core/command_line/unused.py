"""Refuses what a training would not use: an option that is taken and does nothing misleads whoever gave it."""

from collections.abc import Mapping

from lstm_core.cell import Cell
from lstm_core.tasks import Task


def refuse_unused(name: str, task: Task, cell: Cell, chosen: Mapping[str, object]) -> None:
    """ValueError, in a sentence, for the first of the chosen options that this task or cell does not use."""
    if chosen.get("embedding_size") and task.inputs != "words":
        raise ValueError(f"the task {name} does not use --embedding-size: it reads {task.inputs}, not words")
    for option in ("level", "curriculum"):
        if option in chosen and not task.levels:
            raise ValueError(f"the task {name} does not use --{option}: it has no levels")
    if chosen.get("level") and "curriculum" in chosen:
        raise ValueError(
            "--curriculum is not used beside --level: one level is learned from the first step to the last"
        )
    if chosen.get("carry_bias") and not any(carry.bias for carry in cell.carry.values()):
        raise ValueError(f"--carry-bias is not used by {cell.title}: no bias of it opens or closes what it carries")
