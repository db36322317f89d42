"""What stands folded under the film, in the order in which a reader asks."""

from ui import lesson
from ui.lessons.your_model.further import carrying, compared, found, gates, one_step, reach
from ui.lessons.your_model.looked import Looked


def _of(draw):
    """A part that has nothing to draw where no file could be opened."""

    def drawn(looked: Looked | None) -> None:
        if looked is None:
            lesson.waiting("Choose the example, or drop another file. Then this is shown.")
        else:
            draw(looked)

    return drawn


FURTHER = (  # its title, its key, what draws it
    ("What was found: layers, notes, weights, biases", "yours_found", _of(found.draw)),
    ("Gates, half-lives, the units that keep longest", "yours_gates", _of(gates.draw)),
    ("Break it: carry a memory over from a second input", "yours_carrying", _of(carrying.draw)),
    ("One step of one unit, with its numbers", "yours_one_step", _of(one_step.draw)),
    ("How far back an error signal reaches", "yours_reach", _of(reach.draw)),
    ("Two files side by side", "yours_two_files", _of(compared.draw)),
)
