"""The film of a job's network on one example: each layer, and each way in which it reads."""

from typing import NamedTuple

from lstm_core.browser.films import filmed
from lstm_core.film import Film, film_of_run
from lstm_core.many_jobs.pooled import Pooled
from lstm_core.many_jobs.recipes import JOBS
from ui import controls, lesson
from ui.components.film import closer
from ui.components.film.component import film
from ui.components.film.live import Alive
from ui.lessons.many_jobs import numbers, words


class Choice(NamedTuple):
    """A film that can be chosen: whose, of which layer, and from which end it reads."""

    key: str
    layer: int
    reverse: bool


def choices(job: str) -> dict[str, Choice]:
    """{what it is called: a film}, all of a job."""
    found = {}
    for key, one in JOBS[job].networks.items():
        network = numbers.cells_of(numbers.network(job, key))
        for k in range(len(network.layers)):
            layer = f", layer {k + 1}" if len(network.layers) > 1 else ""
            name = one.title.replace(", two layers", "").replace(", both ways", "").replace(", one way", " one way")
            if network.reverse:
                found[f"{name}{layer} →"] = Choice(key, k, False)
                found[f"{name}{layer} ←"] = Choice(key, k, True)
            else:
                found[f"{name}{layer}"] = Choice(key, k, False)
    return found


def draw(job: str, text: str) -> None:
    """The film that was chosen; it can be changed in the page where the network reads one way."""
    offered = choices(job)
    name = next(iter(offered))
    if len(offered) > 1:
        name = controls.choice("The film of", list(offered), f"jobs_film_{job}", name)
    chosen, found = offered[name], numbers.example(job, text)
    made = film_of(job, chosen, found)
    film(made, key=f"jobs_film_{job}_{chosen.key}_{chosen.layer}_{chosen.reverse}", alive=alive(job, chosen, found))
    lesson.how_to_read(words.FILM)


def film_of(job: str, chosen: Choice, found: numbers.Example) -> Film:
    """The film; what a network that answers once for the whole would say at each word is left out."""
    network = numbers.network(job, chosen.key)
    inputs = found.batch.inputs
    if isinstance(network, Pooled):
        seen = network.network.run(inputs, keep="nodes")
        half = seen.reverse if chosen.reverse else seen.layers
        return film_of_run(half[chosen.layer], found.words, (), None, top_words=(), noun="word")
    ways = 2 if network.reverse else 1
    films = filmed(network, inputs, found.words or None)
    return films[ways * chosen.layer + chosen.reverse].film


def alive(job: str, chosen: Choice, found: numbers.Example) -> Alive | None:
    """What makes the film answer to a hand."""
    network = numbers.network(job, chosen.key)
    if isinstance(network, Pooled) or network.reverse:
        return None
    inputs = None if found.words else found.batch.inputs[:, 0]
    return Alive(network, chosen.layer, offers=closer.offers(network, chosen.layer), inputs=inputs)
