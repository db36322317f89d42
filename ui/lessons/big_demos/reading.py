"""What a larger network reads in the film: a story about a country, a text, the reader's own."""

from collections.abc import Sequence

import numpy as np

from lstm_core.networks.network import Network
from lstm_core.tasks import france
from ui import controls, lesson
from ui.components.film.live import SIGNS
from ui.lessons.big_demos.run_files import Told
from ui.shipped import stories

LETTERS = 80  # characters in a film: with 160 units 1.5 MB
LONGEST_GAP = 200
MOST_UNITS = 256  # more, and a film is several megabytes: then the units that carry are shown
LONG_LINE = 50  # characters


def reads_letters(network: Network) -> bool:
    """Whether its words are single characters."""
    return bool(network.vocabulary) and all(len(word) == 1 for word in network.vocabulary)


def choose_text(run: Told, network: Network) -> tuple[str, ...]:
    """The words or letters to read, chosen by controls; ValueError, in a sentence, for what it cannot read."""
    if reads_letters(network):
        example = shown(opening(run, network))
        with lesson.expander("A text of your own"):
            typed = controls.sentence("The film reads it (⏎ is a new line)", f"big_text_{run.demo}", example)
        return letters(typed, network) if typed else tuple(opening(run, network))
    where, how_far = lesson.beside(2)
    with where:
        country = controls.pick("Country", stories.COUNTRIES, "big_country", "france", str.capitalize)
    with how_far:
        gap = controls.number("Gap: words up to “fluent”", 8, LONGEST_GAP, "big_gap", 100)
    return story(country, gap)


def story(country: str, gap: int) -> tuple[str, ...]:
    """The words up to "fluent"; clauses that training never showed, the same for every country."""
    words = france.sentence(np.random.default_rng(gap), country, gap=gap, unseen=True)
    return tuple(words[: france.asked_position(words) + 1])


def opening(run: Told, network: Network) -> str:
    """A line and its end of the text in which its cells were sought, where there is one.

    Else a stretch of what the network wrote last, if it wrote any; with a quotation, if it wrote one.
    """
    if line := line_and_end(known_letters(measured_on(run), network)):
        return line
    text = run.samples[-1]["text"] if run.samples else "".join(network.vocabulary[:LETTERS])
    known = known_letters(text, network) or network.vocabulary[0]
    starts = [0, *(k + 1 for k, letter in enumerate(known) if letter == "\n")]
    quoting = [k for k in starts if known[k : k + LETTERS].count('"') >= 2]
    first = (quoting or starts[1:] or starts)[0]
    stretch = known[first : first + LETTERS]
    end = stretch.rfind(". ") + 2  # what the network writes from here begins with a sentence
    return stretch[:end] if end > 2 else stretch or known[:LETTERS]


def measured_on(run: Told) -> str:
    """The half of the text in which its cells were sought that no unit was chosen on; "" where none came along."""
    return run.read[len(run.read) // 2 :]


def line_and_end(text: str) -> str:
    """The first long line, and as much of the next as a film shows, in whole words; "" without such a line."""
    for first in (k + 1 for k, letter in enumerate(text) if letter == "\n"):
        stretch = text[first : first + LETTERS]
        if LONG_LINE <= stretch.find("\n") < stretch.rfind(" "):
            return stretch[: stretch.rfind(" ") + 1]
    return ""


def known_letters(text: str, network: Network) -> str:
    """The letters of a text that the network knows."""
    return "".join(letter for letter in text if letter in network.vocabulary)


def letters(typed: str, network: Network) -> tuple[str, ...]:
    """The letters of a typed text; ValueError names those that the network does not know."""
    text = typed.replace(SIGNS["\n"], "\n").replace(SIGNS[" "], " ")
    if len(text) > LETTERS:
        raise ValueError(f"the text has {len(text)} characters; the film shows at most {LETTERS}")
    unknown = [letter for letter in dict.fromkeys(text) if letter not in network.vocabulary]
    if unknown:
        known = "".join(sorted(letter for letter in network.vocabulary if letter.strip()))
        raise ValueError(f"the network never saw {', '.join(map(repr, unknown[:5]))}; it knows {known} and the space")
    return tuple(text)


def shown(words: Sequence[str]) -> str:
    """A text on one line, with signs for what cannot be seen at its ends."""
    return "".join(words).replace("\n", SIGNS["\n"])


def ids_of(network: Network, words: Sequence[str]) -> np.ndarray:
    """Words that the network knows as ids (T, 1), however many."""
    index = {word: k for k, word in enumerate(network.vocabulary)}
    return np.array([[index[word]] for word in words])
