"""The pictures of an untrained cell: its error signal beside the LSTM's, and the film of a sentence through it."""

from figures.charts.questions.lag import along_lag
from ui import lesson
from ui.components.film.component import film
from ui.components.film.live import Alive
from ui.lessons.invent import measured
from ui.lessons.invent.state import Page

OF_MAPS = "A cell with conv reads images; this picture is for cells that read numbers."


def draw_signals(page: Page) -> None:
    """The signal against the lag, in numbers, and in words where the picture needs them."""
    if page.cell.spatial:
        lesson.waiting(OF_MAPS)
        return
    lesson.chart(
        along_lag(measured.beside_lstm(page.good), {}, "length of ∂L/∂h", lesson.dark()),
        f"The error signal of your cell beside the LSTM's. {measured.spoken(page.good)}.",
        "invent_lag",
    )
    lesson.how_to_read(
        "Nothing is trained here. Five fresh networks of 32 units read noise, and the loss is taken at the last step. "
        "They start as their pages say (the LSTM's b_f at 1). The axis is that of *Vanishing gradients*; nothing is "
        "normalised. Bands reach from the lowest seed to the highest."
    )
    lesson.table(measured.in_numbers(page.good))
    if remark := measured.remark(page.good):
        lesson.say(remark)


def draw_film(page: Page) -> None:
    """France's sentence through a small network as it was drawn."""
    if page.cell.spatial:
        lesson.waiting(OF_MAPS)
        return
    made, network = measured.untrained_film(page.good)
    film(made, key="invent_film", alternatives="each other country", alive=Alive(network))
    lesson.how_to_read(
        "A fresh network of 16 units, **untrained**: what you see is what the equations alone do with “france”. "
        "*Because* shows by how much this run differs from the other countries'."
    )
