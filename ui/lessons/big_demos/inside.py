"""A larger network from inside: the film of what it reads, then the experiment that it can take."""

from ui import lesson
from ui.lessons.big_demos import answer, film, reading, runs, writing
from ui.lessons.big_demos.run_files import Told


def draw(run: Told) -> None:
    """Of a network that reads words or letters."""
    network = runs.network(run)
    if not network.vocabulary:
        lesson.waiting("This network reads numbers, no words; the film is for those that read words.")
        return
    words = reading.choose_text(run, network)
    film.look_inside(run, network, words)
    experiment = writing if reading.reads_letters(network) else answer
    experiment.draw(run, network, words)
