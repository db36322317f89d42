"""A memory at every pixel."""

from figures import moving as figures
from ui import controls, lesson, moving

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
lesson.say("Click a pixel, or set row and column. Bright is where squares have been.")
left, right = lesson.beside(2)
with lesson.refused():
    with left:
        where = moving.SIDES
        row = controls.number("Row", *where, "moving_row", 6)
        column = controls.number("Column", *where, "moving_column", 6)
        moving.map_to_click(film, squares, row, column)
    with right:
        channel = controls.number("Memory at that pixel", 1, moving.channels(), "moving_channel", 1)
        spoken = moving.spoken_pixel(film, squares, row, column, channel)
        lesson.say(spoken)
        lesson.chart(
            figures.of_pixel(*moving.pixel(film, squares, row, column, channel), lesson.dark()), spoken, "moving_pixel"
        )
        lesson.how_to_read("Every named value of this one cell of the network, picture by picture.")

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
