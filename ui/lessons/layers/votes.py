"""What the lesson on layers asks, first and last, and what it says to the answers; all is computed."""

from typing import Any

from lstm_core.said import percent
from lstm_core.tasks import homograph
from ui import guesses
from ui.lesson import Recall
from ui.lessons.layers import words
from ui.lessons.layers.numbers import NOUN, USUAL, WAYS, leak, meanings, sentence, who_carries
from ui.over_seeds import mean

OPTIONS = {"surely the animal": (0.8, 1.0), "about fifty-fifty": (0.2, 0.8), "surely the thing": (0.0, 0.2)}
CUE = sentence(*USUAL)[-2]
QUESTION = (
    f"“{CUE}” comes only after “{NOUN}”. What does a network that reads **one way**, from the left, say at “{NOUN}”?"
)
LAYER = "Which layer's **memory** must be swapped, just before “fluent”, so that the answer changes?"


def shares() -> dict[str, float]:
    """The probability of the animal at the noun, the mean of the trained networks, for each way of reading."""
    return {said: float(found[:, 0].mean()) for said, found in meanings(*USUAL).items()}


def right_option() -> str:
    """The option that the networks that read one way make right."""
    share = shares()[WAYS["forward"]]
    return next(option for option, (low, high) in OPTIONS.items() if low <= share <= high)


def verdict(guess: str) -> str:
    """The guess beside what is so."""
    one, both = (shares()[WAYS[way]] for way in ("forward", "both"))
    return (
        f"{guesses.verdict(guess, right_option())} It gives “{homograph.MEANINGS[0]}” {percent(one)}: “{CUE}” has not "
        f"come yet. A network that reads both ways has met “{CUE}” from the right: {percent(both)} (means of three "
        "trained networks)."
    )


def band(guess: str) -> dict[str, Any] | None:
    """Where the guess lies on the bar of the first way of reading; None for none."""
    if guess not in OPTIONS:
        return None
    low, high = OPTIONS[guess]
    return {"low": low, "high": high, "name": words.YOURS, "way": 0}


def of_layer(depth: int, guess: str) -> str:
    """The guess about the layer that carries the country, beside what is so."""
    return f"{guesses.verdict(guess, who_carries(depth))} {words.spoken_flips(depth, 'c')}"


def how_much_is_left() -> Recall:
    """What is left of a two-way network's foresight? Question, what to say to each answer, the right one."""
    *_, sight, hidden = leak().values()
    before, after, one = (
        mean(found[WAYS[way]]) for found, way in ((sight, "both"), (hidden, "both"), (hidden, "forward"))
    )
    said = f"With the words to come it is right in {percent(before)}, without them in {percent(after)}. A network that "
    said += f"reads one way in {percent(one)}."
    ranges = {
        "nearly always": (0.9, 1.01),
        "about as often as one way": (one - 0.1, one + 0.1),
        "hardly ever": (-1.0, 0.15),
    }
    right = next((name for name, (low, high) in ranges.items() if low <= after <= high), "something in between")
    question = (
        "A network that reads both ways learned to guess next words. It is given “i grew up in france … i speak "
        "fluent” and nothing after it. How often does it name the right language?"
    )
    return question, dict.fromkeys((*ranges, "something in between"), said), right
