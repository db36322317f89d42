"""The film of a reader's own network, and above it the whole run where it is long."""

from ui import lesson
from ui.components.film import closer
from ui.components.film.component import film
from ui.components.film.live import Alive
from ui.components.network import NAME, message_of
from ui.lessons.your_model import networks, words
from ui.lessons.your_model.dropped import session
from ui.lessons.your_model.looked import Looked, film_of

LIVELY = 40_000_000  # multiplications of one run in the page: more, and a hand would wait
LARGEST = 12 * 2**20  # bytes of a network that is sent to the page


def draw(found: Looked, start: int) -> None:
    """The film of a stretch; it can be changed in the page where the page can run the network."""
    made, units = film_of(found, start)
    living = None if units else alive(found, start, len(made.words))
    film(made, key=f"yours_film_{found.place[0]}_{found.place[1]}", alive=living)
    lesson.how_to_read(words.reading(made.noun, units, living is not None))


def alive(found: Looked, start: int, steps: int) -> Alive | None:
    """What makes the film answer; None where the page cannot run the network, or not fast enough for a hand."""
    network = found.network
    if network.reverse or networks.weights_of(network) * steps > LIVELY:
        return None
    sent = session.kept(("message", *found.chosen.model), lambda: message_of(network))
    if sent is None or len(sent) > LARGEST:
        return None
    state = found.run.states[found.run.starts.index(start)]
    inputs = None if network.vocabulary else found.run.inputs[start : start + steps, 0]
    offers = closer.offers(network, found.place[0], sent[:NAME].decode())
    return Alive(network, found.place[0], offers=offers, inputs=inputs, state=state or None, message=sent)
