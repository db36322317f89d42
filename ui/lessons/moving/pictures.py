"""What the lesson on moving pictures shows beside its film: all errors, all of one pixel, the network on its own."""

from figures.charts import moving as figures
from ui import lesson
from ui.components.film.component import film
from ui.lessons.moving import hero, numbers, words


def draw_errors(number: int, squares: int, row: int, column: int) -> None:
    """The errors on all films, by picture."""
    lesson.say(words.spoken_times(squares))
    drawn = figures.by_step(numbers.errors(squares), numbers.compared(squares), 2, lesson.dark())
    lesson.chart(drawn, words.spoken_times(squares), "moving_errors")
    lesson.how_to_read(words.reading_of_errors())


def draw_pixel(number: int, squares: int, row: int, column: int) -> None:
    """Everything at the chosen pixel."""
    lesson.say(words.spoken_pixel(number, squares, row, column))
    film(numbers.pixel(number, squares, row, column), key="moving_pixel")
    lesson.how_to_read(
        "This is the cell at the pixel that you chose in the film above, picture by picture. A row is one of its "
        "memories. In the underlined pictures a square covers the pixel. The kernels read the pixel and its "
        "neighbours; what they gather is shown as one number."
    )


def draw_alone(number: int, squares: int, row: int, column: int) -> None:
    """What it predicts from its own predictions."""
    lesson.say(words.spoken_alone(squares))
    hero.draw_alone(number, squares)
    lesson.how_to_read("It takes its own prediction as the next picture and predicts again, so errors add up.")
    drawn = figures.by_step(
        numbers.alone_errors(squares), numbers.alone_compared(squares), hero.ALONE_AT.low, lesson.dark()
    )
    lesson.chart(drawn, words.spoken_alone(squares), "moving_alone_errors")


FURTHER = (
    ("How large are the errors on all films?", "moving_all_open", draw_errors),
    ("All that happens at the pixel", "moving_pixel_open", draw_pixel),
    ("What if it reads its own predictions?", "moving_alone_open", draw_alone),
)
