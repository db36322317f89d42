"""A memory at every pixel."""

from figures.charts import moving as figures
from ui import controls, lesson
from ui.components.film import film as show_film
from ui.lessons import moving

LESSON = {"menu": "Moving pictures", "order": 76, "icon": ":material/grid_on:", "minutes": {}}

lesson.say(
    "In a **ConvLSTM** the products become convolutions: the gates of a pixel read the pixel, its neighbours, and what "
    "the neighbours remember. So every pixel has its own memory, and all share one small set of weights. Its task: "
    "squares bounce in a box; what is the **next picture**? One picture does not say where a square is going."
)
which, how_many = lesson.beside(2)
with which:
    film = controls.number("Film, none of them from training", 1, moving.FILMS, "moving_film", 1)
with how_many:
    squares = controls.choice("Squares", [1, 2], "moving_squares", 2)
with lesson.refused():
    moving.draw_strips(moving.strips(film, squares), moving.first_shown())
    lesson.how_to_read("One column is one moment. Bright is 1, dark is 0; what is in between, the network doubts.")
    lesson.say(moving.spoken_times(squares))
    drawn = figures.by_step(moving.errors(squares), moving.compared(squares), 2, lesson.dark())
    lesson.chart(drawn, moving.spoken_times(squares), "moving_errors")
    lesson.how_to_read(moving.reading_of_errors())

lesson.heading("One pixel's gates")
left, right = lesson.beside(2)
with lesson.refused():
    with right:
        lesson.say("Click a pixel, or set row and column. Bright is where squares have been.")
        row = controls.number("Row", *moving.SIDES, "moving_row", 6)
        column = controls.number("Column", *moving.SIDES, "moving_column", 6)
        lesson.say(moving.spoken_pixel(film, squares, row, column))
    with left:
        moving.map_to_click(film, squares, row, column)
    show_film(moving.pixel(film, squares, row, column), key="moving_pixel")
    lesson.how_to_read(
        "The cell at this one pixel, picture by picture: a row is one of its memories. The underlined pictures have a "
        "square here. What the kernels gather around the pixel, and at it, is shown as one number."
    )

lesson.heading("Left alone")
with lesson.refused():
    lesson.say(moving.spoken_alone(squares))
    moving.draw_strips(moving.alone_strips(film, squares), moving.first_shown())
    drawn = figures.by_step(
        moving.alone_errors(squares), moving.alone_compared(squares), moving.first_shown(), lesson.dark()
    )
    lesson.chart(drawn, moving.spoken_alone(squares), "moving_alone")
    lesson.how_to_read("It predicts, takes that for the next picture, and predicts again: errors feed on themselves.")

lesson.ending(
    facts=(
        "A **convolution** is a product in which a pixel sees only its neighbours, with the same weights everywhere.",
        "The memory c is a picture too, one for each channel. It holds what a single picture lacks: **where to**.",
        "Always compare with the **last picture again**: most pixels never change, so a small error proves little.",
        "A good next picture is not a good film: on its own the network drifts.",
    ),
    recall=moving.which_squares,
    key="moving_recall",
)
