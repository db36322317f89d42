"""What the lesson on layers shows beside its hero: more nouns, the layers of a stack, its depth, and the leak."""

import streamlit as st

from figures.charts import layers as figures
from figures.charts.questions.seeds import shares_by_seed
from ui import controls, guesses, lesson
from ui.lessons.layers import depths, numbers, votes, words
from ui.lessons.layers.numbers import GUESSES, HELD, flips, who_carries

BETWEEN = "layers_between"


def draw_tagging() -> None:
    """How many nouns each way of reading understands."""
    drawn = shares_by_seed(numbers.tagging(), 0.5, lesson.dark())
    lesson.chart(drawn, "Nouns understood, by where the cue stands.", "layers_tagging")
    lesson.how_to_read(
        "Right answers on a thousand new texts, three trained networks each. For a network that reads one way, a cue "
        "after the noun comes too late: it can only toss a coin."
    )


def draw_stack() -> None:
    """Which layer of a stack holds the country, once the reader has guessed."""
    lesson.say(
        "A second LSTM may read the **output h** of the first at every word: a *stack*. This one reads the France "
        "sentence in miniature; the country comes first, “fluent” last."
    )
    depth_place, held_place = lesson.beside(2)
    with depth_place:
        depth = controls.choice("Layers", list(numbers.SHOWN), "layers_depth", 2)
    with held_place:
        held = controls.choice("Look at the", list(HELD), "layers_held", "c", HELD.get)
    guess = guesses.guess(votes.LAYER, GUESSES, "layers_guess")
    if guess is None:
        lesson.waiting("Guess, and the swaps appear.")
        return
    lesson.say(votes.of_layer(depth, guess))
    named, told = flips(depth, held)
    drawn = figures.flips_by_layer(marked(named, guess, depth), told, HELD[held], lesson.dark())
    lesson.chart(drawn, words.spoken_flips(depth, held), "layers_flips")
    lesson.how_to_read(
        "Each line is *one* layer. After each word, what this layer holds is replaced by what another country's "
        "sentence left in it; the other layers keep theirs. Up: how often the answer becomes the other country's "
        "language. Where no line rises, several layers hold the country together. This is one trained network."
    )
    lesson.say(words.in_all_stacks())
    drawn = figures.because(*numbers.because(depth, held), lesson.dark())
    lesson.chart(drawn, "What “france” changes in each layer, word by word.", "layers_because")
    lesson.how_to_read(
        "Colour is the difference that “france” makes: the value with France, minus the mean over all countries. Each "
        "row is a unit. Of each layer the six units with the largest difference are shown; the lowest layer is at the "
        "bottom."
    )


def marked(named: dict[str, list[float]], guess: str, depth: int) -> dict[str, list[float]]:
    """The lines, those that were guessed and those that are right named so."""

    def meant(option: str) -> set[str]:
        every = list(named)
        return set({GUESSES[0]: every[-2:-1], GUESSES[1]: every[-1:], GUESSES[2]: every}.get(option, []))

    said, right = meant(guess), meant(who_carries(depth))
    return {
        ("✓ " if name in right else "") + name + (", your guess" if name in said else ""): row
        for name, row in named.items()
    }


def draw_depths() -> None:
    """How far stacks of one, two and three layers remember: at the reader's distance, and in tables."""
    between = controls.number("Words in between", depths.FEWEST, depths.MOST, BETWEEN, depths.USUAL)
    lesson.table(words.right_by_depth(depths.right(between)))
    lesson.say("One network of each depth, asked now. Below: three seeds of each, from the worst to the best.")
    lesson.table(words.depth_table("stack"))
    lesson.table(words.depth_table("depth"))
    lesson.say(
        "These are the France sentences of the other lessons, with stories that training never showed. All stacks have "
        "about as many parameters and the same training. *Dropout* leaves out a share of what one layer shows the "
        "next, in training only. Deeper stacks learn more slowly here, and they got no more steps than the single "
        "layer."
    )


def draw_leak() -> None:
    """What a second direction knows of the word that it is asked for."""
    lesson.say(f"Train both kinds to guess the **next word** of the France sentences. {words.spoken_leak()}")
    lesson.chart(shares_by_seed(numbers.leak(), None, lesson.dark()), words.spoken_leak(), "layers_leak")
    lesson.how_to_read(
        "Right answers on new stories, three trained networks. *Hidden*: for each guess the network gets the words up "
        "to it, and none after it."
    )
    for way, said in numbers.WAYS.items():
        lesson.say(f"Reading {said}, seed 0 writes on: *{numbers.writes_on(way)}*")


def between_of_reader() -> int:
    """How many words in between the reader has chosen there."""
    return st.session_state.get(BETWEEN, depths.USUAL)


FURTHER = (
    ("How many nouns does each understand?", "layers_tagging_open", draw_tagging),
    ("Stack it: which layer holds the country?", "layers_stack_open", draw_stack),
    ("Do more layers remember longer?", "layers_depth_open", draw_depths),
    ("The leak: a second direction knows the next word", "layers_leak_open", draw_leak),
)
