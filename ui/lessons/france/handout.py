"""What *France → French* gives for paper and slides."""

from collections.abc import Mapping

from ui.lessons.france.claims import VERDICTS
from ui.lessons.france.words import how_many_keep
from ui.shipped import sheets
from ui.shipped.present import present
from ui.take.handout import Handout, recalled, tested

NOTEBOOK = "The network of this page with its weights, its sentence and what is held: every number computed again."


def handout(asked: Mapping[str, str]) -> Handout:
    """The film as it stands."""
    now = present(asked, "france")
    picture, caption = sheets.picture(now)
    claims = tested("france", VERDICTS, now.cell, now.seed, now.words)
    questions = (sheets.of_answer(now), recalled(how_many_keep()), *claims)
    return Handout(now.about, questions, (sheets.of_unit(now),), picture, caption, now.reading)
