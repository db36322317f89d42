"""A memory at every pixel."""

from figures.charts import moving as figures
from ui import controls, lesson
from ui.components.film.component import film
from ui.lessons.moving import numbers, pictures, words

LESSON = {"menu": "Moving pictures", "order": 76, "icon": ":material/grid_on:", "minutes": {}}

lesson.say(
    "In a **ConvLSTM** the products become convolutions: the gates of a pixel read the pixel, its neighbours, and what "
    "the neighbours remember. So every pixel has its own memory, and all share one small set of weights. Its task: "
    "squares bounce in a box; what is the **next picture**? One picture does not say where a square is going."
)
which, how_many = lesson.beside(2)
with which:
    number = controls.number("Film, none of them from training", 1, numbers.FILMS, "moving_film", 1)
with how_many:
    squares = controls.choice("Squares", [1, 2], "moving_squares", 2)
with lesson.refused():
    pictures.draw_strips(numbers.strips(number, squares), numbers.first_shown())
    lesson.how_to_read("One column is one moment. Bright is 1, dark is 0; what is in between, the network doubts.")
    lesson.say(words.spoken_times(squares))
    drawn = figures.by_step(numbers.errors(squares), numbers.compared(squares), 2, lesson.dark())
    lesson.chart(drawn, words.spoken_times(squares), "moving_errors")
    lesson.how_to_read(words.reading_of_errors())

lesson.heading("One pixel's gates")
left, right = lesson.beside(2)
with lesson.refused():
    with right:
        lesson.say("Click a pixel, or set row and column. Bright is where squares have been.")
        row, column = pictures.choose_pixel()
        lesson.say(words.spoken_pixel(number, squares, row, column))
    with left:
        pictures.map_to_click(number, squares, row, column)
    film(numbers.pixel(number, squares, row, column), key="moving_pixel")
    lesson.how_to_read(
        "The cell at this one pixel, picture by picture: a row is one of its memories. The underlined pictures have a "
        "square here. What the kernels gather around the pixel, and at it, is shown as one number."
    )

lesson.heading("Left alone")
with lesson.refused():
    lesson.say(words.spoken_alone(squares))
    pictures.draw_strips(numbers.alone_strips(number, squares), numbers.first_shown())
    drawn = figures.by_step(
        numbers.alone_errors(squares), numbers.alone_compared(squares), numbers.first_shown(), lesson.dark()
    )
    lesson.chart(drawn, words.spoken_alone(squares), "moving_alone")
    lesson.how_to_read("It predicts, takes that for the next picture, and predicts again: errors feed on themselves.")

lesson.ending(
    facts=(
        "A **convolution** is a product in which a pixel sees only its neighbours, with the same weights everywhere.",
        "The memory c is a picture too, one for each channel. It holds what a single picture lacks: **where to**.",
        "Always compare with the **last picture again**: most pixels never change, so a small error proves little.",
        "A good next picture is not a good film: on its own the network drifts.",
    ),
    recall=words.which_squares,
    key="moving_recall",
)
