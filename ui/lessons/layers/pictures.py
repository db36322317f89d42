"""What the lesson on layers shows of the depth of a stack: whose memory carries the answer, and for how long."""

from figures.charts import layers as figures
from ui import controls, lesson
from ui.lessons.layers import words
from ui.lessons.layers.numbers import GUESSES, HELD, flips


def draw_swaps(depth: int, held: str) -> None:
    """Which layer's swap turns the answer, once the reader has guessed."""
    lesson.say("Guess first: just before “fluent”, whose **memory** has to be swapped for the answer to turn?")
    guess = controls.vote("Which layer", GUESSES, "layers_guess")
    with lesson.refused():
        if guess is None:
            lesson.waiting("Guess, and the swaps appear.")
            return
        lesson.say(words.of_guess(depth, guess))
        figure = figures.flips_by_layer(*flips(depth, held), HELD[held], lesson.dark())
        lesson.chart(figure, words.spoken_flips(depth, held), "layers_flips")
        lesson.how_to_read(
            "After each word, what *one* layer holds is replaced by what another country's sentence left in it; the "
            "others keep theirs. Up: how often the answer becomes the other country's language. Where no line rises, "
            "several layers hold the country together. This is one seed."
        )
        lesson.say(words.in_all_stacks())


def draw_depths() -> None:
    """How far stacks of one, two and three layers remember, in tables."""
    lesson.table(words.depth_table("stack"))
    lesson.say("The miniature: right answers, from the worst seed to the best of three, by words in between.")
    lesson.table(words.depth_table("depth"))
    lesson.say(
        "The France sentences of the other lessons, on unseen stories, with about as many parameters and the same "
        "recipe. *Dropout* leaves out a share of what one layer shows the next, in training only. Deeper is slower "
        "to learn here: these stacks were stopped after as many steps as the single layer."
    )
