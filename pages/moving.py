"""A memory at every pixel."""

from functools import partial

from ui import controls, guesses, lesson
from ui.lessons.moving import hero, numbers, pictures, votes, words

LESSON = {
    "menu": "Moving pictures",
    "order": 76,
    "icon": ":material/grid_on:",
    "minutes": {},
    "do": {
        "Guess": "?moving_guess",
        "Play the squares": "?moving_at",
        "Take another film": "?moving_film",
    },
    "exercises": {
        "Stop at a picture at which the network is no better than “last picture again”.": (
            "times_better < 1.05",
            "One picture has no direction. The network needs a second one before it can know where a square goes.",
            "moving_guess",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    with asked:
        guess = guesses.guess(votes.QUESTION, list(votes.OPTIONS), "moving_guess")
    picture = lesson.place()
reading = lesson.place()
with lesson.beneath("Another film"):
    number = controls.number("Film (none was shown in training)", 1, numbers.FILMS, "moving_film", numbers.USUAL)
    squares = controls.choice("Squares", [1, 2], "moving_squares", 2)
with about, lesson.refused():
    guesses.tell(votes.verdict(number, squares, guess) if guess else words.INTRODUCTION, guess)
row = column = 1
with picture, lesson.refused():
    row, column = hero.draw(number, squares, guess)
with reading:
    lesson.how_to_read(words.how_to_read(guess is not None))

lesson.further(pictures.FURTHER, number, squares, row, column, guessed=guess is not None)

lesson.ending(
    facts=(
        "In a **ConvLSTM** the products are convolutions: a pixel's gates read the pixel and its neighbours, with the "
        "same weights everywhere.",
        "The memory c is a picture too, one for each unit. It holds what a single picture lacks: the **direction**.",
        "Always compare with the **last picture again**: most pixels never change, so a small error proves little.",
        "A network that is good at the next picture may be bad at a whole film: errors add up once it reads its own "
        "predictions.",
    ),
    recall=partial(votes.which_squares, guess is not None),
    key="moving_recall",
)
