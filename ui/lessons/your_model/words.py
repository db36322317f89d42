"""What the page says of an opened file, of its film, and in the end."""

from ui.lesson import plain
from ui.lessons.your_model import networks
from ui.lessons.your_model.looked import Looked


def of_network(found: Looked) -> str:
    """What was opened, what it is, what it reads now."""
    name = plain(found.chosen.source.name)
    said = f"**{name}**: {plain(networks.told(found.network))}. Here it reads {plain(found.read.of)}."
    return " ".join([said, *(plain(note) for note in found.read.notes)])


def reading(noun: str, units: tuple[int, ...], alive: bool) -> str:
    """How to read the film."""
    first = ", ".join(map(str, units[:6]))
    many = f"The {len(units)} units with the largest memory are shown, numbered anew: they are {first}, …"
    hand = (
        "Press on a row to hold its value."
        if alive
        else "A network of this size, or one that reads both ways, is shown here and not changed."
    )
    return " ".join([f"One column is one {noun}, one row a unit.", *([many] if units else []), hand])


BADGE = "The badge compares this app's run with a second program's, unit by unit, step by step."

FACTS = (
    "A file of weights is enough: the equations of an LSTM are known, and **nothing in the file is executed**.",
    "Frameworks stack the gates in different orders. **One swapped gate makes another network**, so a second program "
    "checks every run.",
    "A forget gate near 1 keeps. Its **half-life** is −ln 2 / ln f steps: 0.9 halves in 7 steps, 0.99 in 69.",
    "What you drop stays in your session: it is not stored, and no other reader sees it.",
)
