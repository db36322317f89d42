"""What the lesson on attention asks, first and last, and what it says to the answers; all is computed."""

from lstm_core.said import percent
from ui import guesses
from ui.lesson import Recall
from ui.lessons.attention import words
from ui.lessons.attention.numbers import MONTH_DIGIT, Found, by_variant, place, read_or_none
from ui.over_seeds import mean

QUESTION = "While it writes the **second digit of the month**, which character gets most weight?"
NO_MONTH = "There is no month here to ask about: see at once where the network looks. With a date you are asked first."


def verdict(text: str, guess: str | None) -> str:
    """What to say above the picture: the task before the guess, what is so after it."""
    found = read_or_none(text)
    if found is None:
        return words.INTRODUCTION
    if place(found) is None:
        return words.spoken(found)
    return f"{of_guess(found, guess)} {words.spoken(found)}" if guess else words.INTRODUCTION


def asks(text: str) -> bool:
    """Whether there is something to guess: the text is a date whose month stands at one place."""
    found = read_or_none(text)
    return found is not None and place(found) is not None


def of_guess(found: Found, guess: str) -> str:
    """The guess beside what is so."""
    row = found.weights[MONTH_DIGIT]
    most, right = int(row.argmax()), place(found)
    mark = "the space" if found.text[most] == " " else f"“{found.text[most]}”"
    return (
        f"{guesses.verdict(guess, right)} Most weight, {percent(float(row[most]))}, is on {mark}, character {most + 1} "
        "of the text."
    )


def which_turns_most() -> Recall:
    """Which swap turns the most characters? Question, what to say to each answer, the right one."""
    runs = by_variant("flips")["attention"]
    one = runs[0]["counts"].index(1)
    names = {"pointed": "the one with most weight", "rest": "all but that one", "random": "one random other"}
    shares = {key: mean(run[key][one] for run in runs) for key in names}
    said = {
        names[key]: f"It changes {percent(share)} of the characters (mean of the trained networks)."
        for key, share in shares.items()
    }
    question = (
        "The network with the LSTM writes one character. Meanwhile some of the values that it may look at are swapped "
        "for those of another date. Which swap changes the character most often?"
    )
    return question, said, names[max(shares, key=shares.get)]
