"""What the networks answer, beside the reader's guess; nothing before it."""

from collections.abc import Sequence

import streamlit as st

from figures.charts.questions.gap import by_gap
from figures.charts.questions.options import by_option
from ui import controls, guesses, lesson
from ui.lessons.why_memory.words import CLOUDS, PLACES, STORY, USUAL, languages
from ui.shipped import answers, stories
from ui.thread.told import tell

FILLERS = "why_fillers"


def draw_clouds() -> None:
    """The word that its neighbours give away: the question, the guess, what the networks say."""
    sentence = lesson.place()
    said = guesses.guess("which word comes next? Its neighbours tell.", PLACES, "why_clouds")
    with sentence:
        lesson.quote(CLOUDS, "clouds", "clouds" if said else "")
    if not said:
        return
    with lesson.refused():
        found = answers.answers(CLOUDS, PLACES)
        numbers = answers.spoken(found, PLACES, "sky")
        lesson.say(f"{guesses.verdict(said, 'sky')} The networks give “sky” a probability of {numbers}.")
        lesson.chart(
            by_option(PLACES, found, said, right="sky", dark=lesson.dark(), low=True),
            f"Probability of each word after “the clouds are in the”. For “sky”: {numbers}.",
            "why_clouds_chart",
        )


def draw_language() -> str | None:
    """The word that depends on one far back, in the same way; returns the guess."""
    sentence, options = lesson.place(), languages(STORY)
    said = guesses.guess("which language? The word that tells is far back.", options, "why_language")
    with sentence:
        lesson.quote(STORY, "story", "france" if said else "")
    if said:
        with lesson.refused():
            found = answers.answers(STORY, options)
            lesson.say(
                f"{guesses.verdict(said, 'french')} “speak fluent” says that a language comes, only “france” says "
                f"which: **{stories.gap_of(STORY)} words** back."
            )
            _draw_options(found, options, said, stories.gap_of(STORY), "why_language_chart", low=True)
    return said


def stretch(said: str) -> None:
    """The same question at the gap of a lever, for one sentence and for a hundred at every gap."""
    fillers = controls.number("Clauses between country and question", 0, stories.MOST_FILLERS, FILLERS, USUAL)
    words = tuple(stories.story("france", fillers))
    gap, options = stories.gap_of(words), languages(STORY)
    lesson.say(f"Here “france” stands **{gap} words** before “fluent”.")
    lesson.quote(words, "stretched", "france")
    one, many = lesson.beside(2)
    with one, lesson.refused():
        found = answers.answers(words, options)
        tell(**{f"french_{cell.lower()}": float(p[:, options.index("french")].mean()) for cell, p in found.items()})
        _draw_options(found, options, said, gap, "why_stretched_chart")
        numbers = answers.spoken(found, options, "french")
        lesson.how_to_read(
            f"This one sentence. “french” gets {numbers}. The dotted line is chance: one language of 20."
        )
    with many, lesson.refused():
        everywhere = answers.by_gap()
        lesson.chart(
            by_gap(answers.GAPS, everywhere, answers.CHANCE, gap, lesson.dark()),
            f"Probability of the right language against the gap: {answers.spoken_by_gap(everywhere)}.",
            "why_gap_chart",
        )
        lesson.how_to_read(answers.HOW_TO_READ_BY_GAP)


def _draw_options(found: dict, options: Sequence[str], said: str, gap: int, key: str, low: bool = False) -> None:
    numbers = answers.spoken(found, options, "french")
    lesson.chart(
        by_option(options, found, said, answers.CHANCE, lesson.dark(), right="french", low=low),
        f"Probability of each language at a gap of {gap} words. For “french”: {numbers}.",
        key,
    )


def fillers_of_reader() -> int:
    """Where that lever stands."""
    return st.session_state.get(FILLERS, USUAL)


FURTHER = (("Stretch the gap", "why_gap", stretch),)
