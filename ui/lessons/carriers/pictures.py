"""What stands folded under the picture of the carriers; one map of swaps is measured while the learner watches."""

from collections.abc import Iterator
from functools import partial

from figures.charts.questions.seeds import shares_by_seed
from figures.charts.swaps import flips_by_word, flips_by_word_and_count
from figures.charts.units import rankings
from ui import controls, lesson
from ui.lessons.carriers import numbers, tables, words
from ui.shipped import answers, evidence
from ui.watched import Step, walk, walked

GAPS = (11, 18, 25, 32)
LIMITS = "A hundred sentences; every word takes a moment, and what is measured stays when you stop."


def draw_ranking(cell: str, seed: int, guess: int | None) -> None:
    """Every unit by two measures at once, once the learner has guessed one."""
    if guess is None:
        lesson.waiting("First guess a row above. Then every unit stands here by two measures at once.")
        return
    lesson.chart(
        rankings(
            **evidence.of_run(cell, seed)["ranking"],
            carriers=evidence.carriers(cell, seed),
            guess=guess,
            dark=lesson.dark(),
        ),
        f"Each unit by what the country explains of it; the first {len(evidence.carriers(cell, seed))} stand apart.",
        "carriers_ranking",
    )
    lesson.how_to_read(words.reading_of_ranking(cell))


def draw_maps(cell: str, seed: int, _guess: int | None) -> None:
    """When a swap changes the answer, by word; and by the number of units as well."""
    figure = flips_by_word(evidence.of_run(cell, seed)["map"], numbers.words_of_shipped_map(), lesson.dark())
    lesson.chart(figure, words.spoken_map(cell, seed), "carriers_map")
    lesson.how_to_read(
        "We tell twenty stories, none seen in training, once for each of twenty countries. After each word, all units' "
        "c, h or both are replaced by another country's. Before the country nothing can change; at “fluent” only what "
        "h shows counts."
    )
    lesson.chart(
        flips_by_word_and_count(*numbers.by_word_and_count(cell, seed), lesson.dark()),
        "Answers that change, by word and by number of swapped units, beside random sets of as many units.",
        "carriers_words_counts",
    )
    lesson.how_to_read(
        "Bright: the answers change. Left, the memory of the units that the country explains best is swapped, more of "
        "them from bottom to top; right, that of as many random units, the mean of three sets."
    )


def measure_again(cell: str, seed: int, _guess: int | None) -> None:
    """A button that measures, a bar that says how far it is, a button that stops; what is measured stays."""
    gap = controls.choice("Gap in words", GAPS, "carriers_live_gap", GAPS[1])
    walk("carriers_live", (cell, seed, gap), "Measure", LIMITS, partial(_steps, cell, seed, gap))
    if shown := walked("carriers_live", (cell, seed, gap)):
        lesson.chart(
            flips_by_word(shown, numbers.words_of_map(5 + gap, gap), lesson.dark()),
            "The share of answers that change after each swap, measured in this session.",
            "carriers_live_chart",
        )
        lesson.how_to_read("A hundred sentences of the gap you chose, none of them in the picture above.")


def draw_forgetting(_cell: str, _seed: int, _guess: int | None) -> None:
    """Who may forget, and who can be read, in every network."""
    drawn = shares_by_seed(numbers.forgetting_and_reading(), answers.CHANCE, lesson.dark())
    lesson.chart(drawn, tables.spoken_forgetting(), "carriers_forget")
    lesson.how_to_read(
        "A mark is one seed. To forget is to close the gate that keeps, for one step in mid-gap. A *linear reader* is "
        "trained to name the country from c or h in mid-gap. It reads h too, but a swap of h there changes no answer: "
        "**readable does not mean used.**"
    )


def list_all(_cell: str, _seed: int, _guess: int | None) -> None:
    """The table of all experiments, and where they fall short."""
    lesson.table(tables.table())
    lesson.say(tables.honest())


def _steps(cell: str, seed: int, gap: int) -> Iterator[Step]:
    """After each word: the share that is done, that share in words, and the map so far."""
    for done, grown in numbers.live_map(cell, seed, gap):
        yield done, f"{done:.0%} of the words", grown


FURTHER = (  # its title, its key, what draws it
    ("Every unit, by two measures at once", "carriers_units", draw_ranking),
    ("When is the memory needed?", "carriers_when", draw_maps),
    ("Measure it again, here and now", "carriers_again", measure_again),
    ("Forgetting, and reading without using", "carriers_forgetting", draw_forgetting),
    ("All experiments, all seeds", "carriers_all", list_all),
)
