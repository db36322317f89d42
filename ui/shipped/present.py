"""What stands on a page with a film, read from its address: the network, its sentence, what is held in it."""

from collections.abc import Mapping
from typing import NamedTuple

from lstm_core.film import Film
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.plain.interventions import Edit
from lstm_core.tasks import france
from ui import edits
from ui.shipped import networks, stories
from ui.take.handout import Reading, one_of

MOST_WORDS = 120
MOST_LETTERS = 4000  # a link is hostile: no more of it is read


class Present(NamedTuple):
    """A shipped network of some seed, what it reads, and the changes that a hand made."""

    cell: str
    seed: int
    words: tuple[str, ...]
    changes: tuple[edits.Change, ...]

    @property
    def network(self) -> Network:
        return networks.network(self.cell, self.seed)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """As the core makes them."""
        wanted = {change.country for change in self.changes if change.country}
        place = france.country_position(self.words) if wanted else 0
        others = {one: (*self.words[:place], one, *self.words[place + 1 :]) for one in wanted}
        sources = {one: networks.trace_of(self.cell, self.seed, words) for one, words in others.items()}
        return tuple(edits.made(self.changes, sources))

    @property
    def film(self) -> Film:
        """Without the changes."""
        return networks.film_of(self.cell, self.seed, self.words)

    def run(self, changed: bool = True) -> NetworkTrace:
        """With the changes, or without."""
        return self.network.run(self.network.encode(self.words), self.edits if changed else ())

    def answer(self, changed: bool = True) -> tuple[str, float]:
        """The likeliest word at the end, and its probability."""
        probs = self.run(changed).probs[-1, 0]
        return self.network.answers[int(probs.argmax())], float(probs.max())

    @property
    def about(self) -> str:
        """In words, for the head of a sheet."""
        held = f" Held by hand: {edits.written(self.changes)}." if self.changes else ""
        return f"The {networks.title(self.cell)} of seed {self.seed} reads: “{' '.join(self.words)}”.{held}"

    @property
    def unit(self) -> int:
        """The unit that carries most."""
        return int(self.film.orders["carries"][0])

    @property
    def reading(self) -> Reading:
        """For a notebook."""
        return Reading(self.network, self.words, self.edits, edits.written(self.changes), self.unit)


def present(asked: Mapping[str, str], page: str = "", held: str = "hold") -> Present:
    """What the address of a page says; what does not fit is as the page opens."""
    country = one_of(asked, f"{page}_country", stories.COUNTRIES, "france", str.capitalize)
    fillers = one_of(asked, f"{page}_fillers", range(stories.MOST_FILLERS + 1), 3)
    cell = one_of(asked, f"{page}_cell", networks.filmed(), "lstm", networks.title)
    seed = one_of(asked, f"{page}_seed", networks.seeds(cell), networks.seeds(cell)[0])
    told = one_of(asked, f"{page}_story", stories.STORIES, 0)
    network = networks.network(cell, seed)
    said = [word for word in asked.get("say", "")[:MOST_LETTERS].split() if word in network.vocabulary]
    words = tuple(said[:MOST_WORDS] or stories.story(country, fillers, told))
    changes, _ = edits.read(asked.get(held, "")[:MOST_LETTERS], network.cell, words, network.hidden_size)
    return Present(cell, seed, words, tuple(changes))
