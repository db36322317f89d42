"""What stands folded under the film: the answer after each edit, and other words before and after all of them."""

from figures.charts.questions.before_after import before_after
from ui import lesson
from ui.edits import Change
from ui.lessons.break_it import two_readings, words
from ui.lessons.break_it.two_readings import Broken
from ui.shipped import stories


def draw_answers(cell: str, seed: int, found: Broken, changes: tuple[Change, ...]) -> None:
    """The edits as a list with the answer after each, and the likeliest words before the first and after the last."""
    sentence = found.film.words
    language = stories.language_of(stories.country_of(sentence))
    verdict = words.verdict(found, language)
    lesson.say(verdict)
    lesson.say(words.of_each(found, changes, two_readings.after_each(cell, seed, tuple(sentence), changes)))
    options = two_readings.options(found, language)
    lesson.chart(
        before_after(options, two_readings.compared(found, options), lesson.dark()),
        f"Probabilities of the next word before and after the edits. {verdict}",
        "broken_chart",
        lesson.COLUMN,
    )
    lesson.how_to_read("An outline is the untouched network, a full bar the one with your edits, after the last word.")


FURTHER = (("What became of the answer, edit by edit", "broken_answers", draw_answers),)
