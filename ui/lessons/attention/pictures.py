"""The pictures of the lesson on attention, each after what the reader guesses or chooses for it."""

from figures.charts import attention as figures
from figures.charts import translators
from ui import controls, guesses, lesson
from ui.lessons.attention import hero, numbers, votes, words
from ui.lessons.attention.numbers import PLACES, SWAPS, falls, place, read_or_none, rests_on, translation


def ask(text: str) -> str | None:
    """The guess about a date; None before it. Of a text without a month nothing is asked."""
    if not votes.asks(text):
        lesson.say(votes.NO_MONTH)
        return None
    return guesses.guess(votes.QUESTION, PLACES, "attention_guess")


def draw_translation(text: str, guess: str | None) -> None:
    """What is written of a text and, once the reader has guessed where it looks, where it does."""
    found = translation("attention", text)
    hero.draw(found.text, guess, guess is not None or place(found) is None)


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
        "A row is a written character, a column a place in the text. What stands at this place is replaced by what "
        "stands there in other dates of the same form (the mean of four). Red: the written character loses "
        "probability. A *value* is what the LSTM made of the text up to that place; it is swapped for one written "
        "character only. A place may get weight and still be pale: the writer could read the same elsewhere, or knew "
        "it already."
    )


def draw_swaps(text: str) -> None:
    """How often a swap changes the written character, over all unseen dates."""
    lesson.say(words.spoken_flips())
    drawn = translators.flips(numbers.swapped(), numbers.TITLES, lesson.dark())
    lesson.chart(drawn, words.spoken_flips(), "attention_flips")
    lesson.how_to_read(
        "These are dates that training never showed, in all ways of writing, and three trained networks. While one "
        "character is written, some of the values come from another date. Up: how often the written character becomes "
        "the other date's. Small marks are single networks."
    )
    lesson.say(words.spoken_places())
    drawn = translators.by_place(numbers.by_variant("flips"), numbers.TITLES, lesson.dark())
    lesson.chart(drawn, words.spoken_places(), "attention_places")
    lesson.how_to_read(
        "The same swap of all positions, for each written character. Where the character often stays the same, the "
        "writer had it in its own state, or it follows from what is written already."
    )


def draw_self_attention(text: str) -> None:
    """The same text read without an LSTM: which character takes from which, and where the writer looks then."""
    found = read_or_none(text)
    if found is None:
        lesson.waiting("A text that can be read is needed here.")
        return
    alone = translation("self", found.text)
    lesson.say(
        "Replace the reading LSTM by one **self-attention** layer: every character looks at all the others, all at "
        f"the same time. Added waves (*position codes*) tell it where it stands. {words.spoken(alone)}"
    )
    hero.draw_self(found.text)
    lesson.how_to_read("Writing: where the writer looks now.")
    figure = figures.between(alone.between, alone.text, lesson.dark())
    lesson.chart(figure, "Which character takes from which.", "attention_self")
    lesson.how_to_read("Reading: each row is a character, bright where it takes from.")


def draw_learning(text: str) -> None:
    """How soon each network learns."""
    lesson.say(words.spoken_learning())
    drawn = translators.learning(numbers.by_variant("curve"), numbers.TITLES, lesson.dark())
    lesson.chart(drawn, words.spoken_learning(), "attention_learning")
    lesson.how_to_read(
        "Lines are means of three trained networks; bands reach from the worst to the best. A date counts only when "
        "all its characters are right. The network writes each character after those that it wrote itself."
    )


FURTHER = (
    ("Does the answer rest on what it looks at?", "attention_rests_open", draw_rests),
    ("Swap what it looks at, in all dates", "attention_swaps_open", draw_swaps),
    ("Nothing but attention", "attention_self_open", draw_self_attention),
    ("Does it help?", "attention_learning_open", draw_learning),
)
