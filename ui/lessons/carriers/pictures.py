"""The ranking that waits for a guess and the maps of swaps, one of them measured while the learner watches."""

from collections.abc import Iterator
from functools import partial

from figures.charts.swaps import flips_by_word, flips_by_word_and_count
from figures.charts.units import rankings
from ui import controls, lesson
from ui.lessons.carriers import numbers, words
from ui.shipped import evidence
from ui.watched import Step, walk, walked

GAPS = (11, 18, 25, 32)
LIMITS = "A hundred sentences; every word takes a moment, and what is measured stays when you stop."


def draw_ranking(cell: str, seed: int, guess: int | None) -> None:
    """Every unit by what the country explains of it, once the learner has guessed one."""
    found, carriers = evidence.of_run(cell, seed), evidence.carriers(cell, seed)
    if guess is None:
        lesson.waiting("Guess a unit, say from the film, and the ranking appears.")
        return
    lesson.say(words.of_guess(cell, seed, guess))
    lesson.chart(
        rankings(**found["ranking"], carriers=carriers, guess=guess, dark=lesson.dark()),
        f"Each unit by how much the country explains of it; {len(carriers)} stand apart at the top.",
        "carriers_ranking",
    )
    lesson.how_to_read(words.reading_of_ranking(cell))


def draw_maps(cell: str, seed: int) -> None:
    """When a swap turns the answer, by word; the same measured anew; and by the number of units as well."""
    figure = flips_by_word(evidence.of_run(cell, seed)["map"], numbers.words_of_shipped_map(), lesson.dark())
    lesson.chart(figure, words.spoken_map(cell, seed), "carriers_map")
    lesson.how_to_read(
        "After each word, all units' c, h or both are replaced by another country's. Before the country nothing "
        "can flip; at “fluent” only what h shows counts."
    )
    _measure_again(cell, seed)
    lesson.chart(
        flips_by_word_and_count(*numbers.by_word_and_count(cell, seed), lesson.dark()),
        "Answers that flip, by word and by number of swapped units, beside random sets of as many units.",
        "carriers_words_counts",
    )
    lesson.how_to_read(
        "Bright: the answers flip. Left, the memory of the units that the country explains best is swapped, more of "
        "them from bottom to top; right, that of as many random units, the mean of three sets."
    )


def _measure_again(cell: str, seed: int) -> None:
    """A button that measures, a bar that says how far it is, a button that stops; what is measured stays."""
    with lesson.expander("Measure it again, here and now"):
        gap = controls.choice("Gap in words", GAPS, "carriers_live_gap", GAPS[1])
        walk("carriers_live", (cell, seed, gap), "Measure", LIMITS, partial(_steps, cell, seed, gap))
        if shown := walked("carriers_live", (cell, seed, gap)):
            lesson.chart(
                flips_by_word(shown, numbers.words_of_map(5 + gap, gap), lesson.dark()),
                "The share of answers that flip after each swap, measured in this session.",
                "carriers_live_chart",
            )
            lesson.how_to_read("A hundred sentences of the gap you chose, none of them in the picture above.")


def _steps(cell: str, seed: int, gap: int) -> Iterator[Step]:
    """After each word: the share that is done, that share in words, and the map so far."""
    for done, grown in numbers.live_map(cell, seed, gap):
        yield done, f"{done:.0%} of the words", grown
