"""What the lesson on the way back says of its pictures; every number in it is computed."""

from figures.decades import size
from lstm_core.said import percent
from ui.lessons.way_back.levers import ANSWER, COUNTRY, sentence
from ui.lessons.way_back.numbers import by_window, over_training
from ui.shipped import stories

INTRODUCTION = (
    "Trained networks read this sentence and answer “french”. The **pull** of this answer at a word says how much the "
    "score of “french” would change if the memory at that word changed a little. **Guess first**; then the cells with "
    "gates join the RNN."
)
FACTS = (
    "A gradient does not know which word matters. It gets back only as far as the gates of this network let it.",
    "A **truncation window** shorter than the way to a word gives this word exactly no gradient.",
    "The pull is a gradient of a score, not of the loss. Once the answer is right, the loss has almost no gradient "
    "left.",
)
AFTER_THE_GUESS = (
    "In the trained LSTM the memory keeps the way open: from “fluent” to “france” the pull hardly changes."
)
READING = (
    "Before softmax every answer has a score, its *logit*. Here the score of “french” is its logit minus the mean "
    "logit of all other languages. The **pull** at a word is the length of a gradient: how fast this score changes "
    "when the memory at that word changes a little. Bright words and high lines pull strongly; a power of ten further "
    "down, the pull is ten times weaker. Lines are medians of five trained networks; bands reach from the lowest to "
    "the highest."
)
READING_OF_TRAINING = (
    "Each row is one moment in the training of one LSTM (seed 0): twenty moments, the first one below. Each column is "
    "a word; the triangle marks “france”. The brighter, the stronger the pull; the colours go by powers of ten."
)
READING_OF_WINDOW = (
    "**Truncated** backpropagation sends the error back over the last words only, the *window*. What came before is "
    "taken as given. Upwards: the angle between this gradient of the weights and the full one. At 0° they point the "
    "same way; at 90° they have nothing in common. This is one LSTM, seed 0."
)


def facts(revealed: bool) -> tuple[str, ...]:
    """What to keep; what would answer the guess comes after it."""
    return (*FACTS, AFTER_THE_GUESS) if revealed else FACTS


def spoken_training(clauses: int, by: str) -> str:
    """The first and the last checkpoint, in words."""
    words = sentence(clauses)
    logs, steps, probabilities = over_training(words, ANSWER, by)
    place = words.index(COUNTRY)
    return (
        f"Before training the pull at “{COUNTRY}” is {size(float(logs[0, place]))}, after {steps[-1]:,} steps "
        f"{size(float(logs[-1, place]))}; the probability of “{ANSWER}” rises from {percent(probabilities[0])} to "
        f"{percent(probabilities[-1])}."
    )


def of_window(clauses: int, window: int) -> str:
    """What a window sees, in words."""
    words = sentence(clauses)
    windows, found = by_window(words, ANSWER)
    window = min(window, len(words))
    nearest = min(windows, key=lambda k: abs(k - window))
    needed = stories.gap_of(words) + 1
    seen = (
        f"“{COUNTRY}” is inside"
        if window >= needed
        else f"“{COUNTRY}” is outside and gets **exactly 0**. To reach it takes {needed} words, “fluent” counted"
    )
    return (
        f"A window of {counted(window)}: {seen}. In the trained network, the gradient of a window of "
        f"{counted(nearest)} points {found['trained'][windows.index(nearest)]:.0f}° away from the full one."
    )


def counted(words: int) -> str:
    """So many words, in words."""
    return "1 word" if words == 1 else f"{words} words"
