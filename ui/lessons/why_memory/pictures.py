"""What the networks answer, beside the reader's vote; nothing before it."""

from figures.charts.questions.gap import by_gap
from figures.charts.questions.options import by_option
from ui import controls, guesses, lesson
from ui.lessons.why_memory.words import CLOUDS, PLACES
from ui.shipped import answers, stories


def draw_clouds(said: str | None) -> None:
    """The word that its neighbours give away."""
    if not said:
        lesson.waiting("Choose a word. Then the networks answer.")
        return
    with lesson.refused():
        found = answers.answers(CLOUDS, PLACES)
        numbers = answers.spoken(found, PLACES, "sky")
        lesson.say(f"{guesses.verdict(said, 'sky')} The networks give “sky” a probability of {numbers}.")
        lesson.chart(
            by_option(PLACES, found, said, right="sky", dark=lesson.dark()),
            f"Probability of each word after “the clouds are in the”. For “sky”: {numbers}.",
            "why_clouds_chart",
            lesson.COLUMN,
        )
        lesson.how_to_read(
            "One row for each word on offer, ✓ at the right one; one kind of mark per kind of network. Small marks are "
            "the five seeds, the large one is their mean; further right is more probable. “clouds” is four words back, "
            "and that is enough."
        )


def draw_language(voted: str | None, languages: tuple[str, ...]) -> None:
    """The word that depends on one far back, at the gap of a lever."""
    if not voted:
        lesson.waiting("Choose a language. Then the networks answer, and you can stretch the gap.")
        return
    fillers = controls.number("Clauses between country and question", 0, stories.MOST_FILLERS, "why_fillers", 3)
    words = tuple(stories.story("france", fillers))
    gap = stories.gap_of(words)
    lesson.say(
        f"{guesses.verdict(voted, 'french')} “speak fluent” says that a language comes, only “france” says which; "
        f"here it stands **{gap} words** before “fluent”."
    )
    one, many = lesson.beside(2)
    with one, lesson.refused():
        _this_sentence(words, gap, voted, languages)
    with many, lesson.refused():
        everywhere = answers.by_gap()
        lesson.chart(
            by_gap(answers.GAPS, everywhere, answers.CHANCE, gap, lesson.dark()),
            f"Probability of the right language against the gap: {answers.spoken_by_gap(everywhere)}.",
            "why_gap_chart",
        )
        lesson.how_to_read(answers.HOW_TO_READ_BY_GAP)
    with lesson.expander("The sentence with this gap"):
        lesson.quote(words, "france")


def _this_sentence(words: tuple[str, ...], gap: int, voted: str, languages: tuple[str, ...]) -> None:
    found = answers.answers(words, languages)
    numbers = answers.spoken(found, languages, "french")
    lesson.chart(
        by_option(languages, found, voted, answers.CHANCE, lesson.dark(), right="french"),
        f"Probability of each language at a gap of {gap} words. For “french”: {numbers}.",
        "why_language_chart",
    )
    lesson.how_to_read(f"This one sentence. “french” gets {numbers}. The dotted line is chance: one language of 20.")
