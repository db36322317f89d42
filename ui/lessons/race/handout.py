"""What *A race* gives for paper and slides."""

from collections.abc import Mapping

from lstm_core.races.results import Lane
from ui.lessons.race import votes
from ui.lessons.race.claims import with_every_start
from ui.lessons.race.numbers import gaps
from ui.lessons.race.words import which_start
from ui.take import pictures
from ui.take.handout import Blank, Handout, Table, guessed, recalled, tested

EVERY = 3  # of the lengths, one in so many
LEFT_OUT = ("bias 3",)
ABOUT = "Networks are trained anew at each length of the sequences, with several seeds."


def handout(asked: Mapping[str, str]) -> Handout:
    """How many seeds learned each length, by cell and start."""
    races = gaps()[::EVERY]
    lengths = [race.level for race in races]
    titles = [title for title in races[0].groups() if title.split(", ")[-1] not in LEFT_OUT]
    learned = {title: [_learned(race.groups().get(title, [])) for race in races] for title in titles}
    asks = "Move the length, and count the seeds that met the rule."
    rows = tuple(
        (title, *(Blank(f"{count} of {_seeds(title)}") for count in counts)) for title, counts in learned.items()
    )
    table = Table(asks, ("racer", *(f"length {length}" for length in lengths)), rows)
    says = f"How many seeds learned, by length, from {lengths[0]} to {lengths[-1]}."
    picture = pictures.lines(lengths, learned, "length of the sequences", "seeds that learned", says)
    right = str(votes.furthest())
    claims = tested("race", {"default": with_every_start})
    questions = (guessed(votes.question(), votes.options(), right), recalled(which_start()), *claims)
    return Handout(ABOUT, questions, (table,), picture, says)


def _learned(lanes: list[Lane]) -> int:
    return sum(lane.reached is not None for lane in lanes)


def _seeds(title: str) -> int:
    return max(len(race.groups().get(title, [])) for race in gaps())
