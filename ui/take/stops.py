"""What goes onto one sheet or into one row of slides: lessons with what each of them gives."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ui.lesson import Recall
from ui.take.found import handout
from ui.take.handout import Handout, recalled
from ui.thread import way


class Stop(NamedTuple):
    """An entry of the frame's catalogue, its minutes on the tour (0 beside one), and its handout."""

    lesson: Any
    minutes: int
    gives: Handout


def stop(lesson: Any, minutes: int, asked: Mapping[str, str], recall: Callable[[], Recall] | None = None) -> Stop:
    """One lesson; `recall` is the question on its page, for a lesson without a handout."""
    gives = handout(lesson.name, asked)
    if not gives.questions and recall:
        gives = gives._replace(questions=(recalled(recall()),))
    return Stop(lesson, minutes, gives)


def tour(on: way.Tour, current: Any, asked: Mapping[str, str]) -> list[Stop]:
    """All stops of a tour; the lesson that is open as it stands, the others as they open on that tour."""
    return [
        stop(lesson, way.minutes(lesson, on), asked if lesson is current else on.screens.get(lesson.name, {}))
        for lesson in on.stops
    ]
