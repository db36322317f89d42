"""A few cells carry the country, and most of their gates stay open."""

from ui import controls, lesson
from ui.lessons.carriers import claims, gates, hero, pictures, words
from ui.shipped import networks
from ui.thread import claims as tested

LESSON = {
    "menu": "Carriers",
    "order": 55,
    "icon": ":material/hub:",
    "minutes": {50: 4},
    "do": {
        "Guess a row": "?carriers_guess",
        "Carry rows over": "?carriers_rows",
        "Change the answer": "turned_with >= 1",
    },
    "exercises": {
        "Change the answer with three rows or fewer.": (
            "turned_with >= 1 and turned_with <= 3",
            "A few units decide. For this country three are enough; most others take more.",
            "carriers_guess",
        )
    },
}

picture = lesson.place()
with lesson.expander("Another network"):
    which, whose = lesson.beside(2)
    with which:
        cell = controls.choice("Network", networks.COMPARED[::-1], "carriers_cell", "lstm", networks.title)
    with whose:
        seed = controls.choice("Seed of its training", networks.seeds(cell), "carriers_seed", 0)

guess, stands, kept = None, {}, ""
with picture, lesson.refused():
    with lesson.hero():
        stands = hero.draw(cell, seed)
        guess = stands["guess"]
    lesson.how_to_read(words.reading(cell, guess is not None))
    kept = gates.what_they_keep(cell, seed, guess is not None)

lesson.further(pictures.FURTHER, cell, seed, guess)
tested.offer("carriers", claims.VERDICTS, cell, seed, stands, guessed=guess is not None)

lesson.ending(
    facts=(
        "**Carriers** are the units whose swapped memory changes the answer. The same number of random units "
        "does not change it.",
        *([kept] if kept else []),
        "Close the gates of the carriers for one step and the country is gone; close all the others' and it stays.",
        "A linear reader finds the country in h too, but the network does not use it: readable does not mean used.",
    ),
    recall=words.how_many_carry,
    key="carriers_recall",
)
