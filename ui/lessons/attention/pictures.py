"""The pictures of the lesson on attention, each after what the reader guesses or chooses for it."""

from figures.charts import attention as figures
from ui import controls, lesson
from ui.lessons.attention import words
from ui.lessons.attention.numbers import PLACES, SWAPS, Found, falls, place, read_or_none, rests_on, translation


def draw_translation(text: str) -> None:
    """What is written of a text and, once the reader has guessed where it looks, where it does."""
    found = translation("attention", text)
    lesson.say(f"It reads **{lesson.plain(found.text)}**.")
    if place(found) is None:
        _draw_alignment(found, words.spoken(found))
        return
    lesson.say("Guess first: while it writes the **second digit of the month**, which character gets most weight?")
    guess = controls.vote("Most weight on", PLACES, "attention_guess")
    if guess is None:
        lesson.waiting("Guess, and see what it writes and where it looks.")
    else:
        _draw_alignment(found, f"{words.spoken(found)} {words.of_guess(found, guess)}")


def _draw_alignment(found: Found, said: str) -> None:
    lesson.say(said)
    lesson.chart(
        figures.alignment(found.weights, found.text, found.written, found.probabilities, lesson.dark()),
        f"{words.spoken(found)} Each row is a written character, bright where it looks.",
        "attention_alignment",
    )
    lesson.how_to_read(
        "A row is one written character, a column one that was read; bright: much weight. Drag the slider to write "
        "character by character. ⏎ ends the text."
    )


def draw_rests(text: str) -> None:
    """What each written character rests on, position by position; of a date alone, which has others of its form."""
    found = read_or_none(text)
    rests = found and rests_on("attention", found.text)
    if rests is None:
        lesson.waiting("A date in one of the ways of writing is needed here, to be swapped with others of its form.")
        return
    kind = controls.choice("Swap, one position at a time", list(SWAPS), "attention_swap", "characters", SWAPS.get)
    said = words.spoken_rest(found, rests, kind)
    lesson.say(said)
    figure = figures.falls(falls(rests, kind), found.text, found.written, lesson.dark())
    lesson.chart(figure, said, "attention_rests")
    lesson.how_to_read(
        "Each column is put in from other dates of the same form, the mean of four; red: the written character "
        "loses probability. A *value* is what the LSTM made of the text up to that place; it is swapped for one "
        "written character alone. What stays pale although it was looked at could be read elsewhere too, or was in "
        "the writer's state already."
    )


def draw_self_attention(text: str) -> None:
    """The same text read without an LSTM: which character takes from which, and where the writer looks then."""
    found = read_or_none(text)
    if found is None:
        lesson.waiting("A text that can be read is needed here.")
        return
    alone = translation("self", found.text)
    lesson.say(
        "Replace the reading LSTM by one **self-attention** layer: every character looks at every other, all at "
        f"once, and only added waves tell it where it stands. {words.spoken(alone)}"
    )
    left, right = lesson.beside(2)
    with left:
        figure = figures.between(alone.between, alone.text, lesson.dark())
        lesson.chart(figure, "Which character takes from which.", "attention_self")
        lesson.how_to_read("Reading: each row is a character, bright where it takes from.")
    with right:
        figure = figures.alignment(alone.weights, alone.text, alone.written, alone.probabilities, lesson.dark())
        lesson.chart(figure, words.spoken(alone), "attention_self_alignment")
        lesson.how_to_read("Writing: where the writer looks now.")
