"""What *Break it* gives for paper and slides."""

from collections.abc import Mapping

from ui.lessons.break_it.claims import VERDICTS
from ui.lessons.break_it.words import what_flips
from ui.shipped import sheets
from ui.shipped.present import present
from ui.take.handout import Handout, recalled, tested

EDITS = "broken_edits"  # in the address
NOTEBOOK = "The network of this page with its weights, its sentence and your edits: every number computed again."


def handout(asked: Mapping[str, str]) -> Handout:
    """The film as it stands, with the edits."""
    now = present(asked, "broken", EDITS)
    picture, caption = sheets.picture(now)
    claims = tested("break_it", VERDICTS, now.cell, now.seed, now.words)
    questions = (sheets.of_answer(now), recalled(what_flips()), *claims)
    return Handout(now.about, questions, (sheets.of_unit(now),), picture, caption, now.reading)
