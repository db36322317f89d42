"""What *Start* gives for paper and slides."""

from collections.abc import Mapping

from ui.lessons.start.words import whose_language
from ui.shipped import sheets
from ui.shipped.present import present
from ui.take.handout import Handout, recalled

NOTEBOOK = "The network of this page with its weights, its sentence and what is held: every number computed again."


def handout(asked: Mapping[str, str]) -> Handout:
    """The film as it stands."""
    now = present(asked)
    picture, caption = sheets.picture(now)
    questions = (sheets.of_answer(now), recalled(whose_language()))
    return Handout(now.about, questions, (sheets.of_unit(now),), picture, caption, now.reading)
