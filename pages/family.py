"""Every variant changes one valve."""

from ui import lesson
from ui.components.family import pair
from ui.lessons.family import pictures, two_cells, votes, words

LESSON = {
    "menu": "The family",
    "order": 70,
    "icon": ":material/account_tree:",
    "minutes": {},
    "do": {
        "Guess": "?family_guess",
        "Choose another cell": "?family_second",
        "Answer the question": "?family_recall",
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    with asked, lesson.refused():
        said = votes.ask()
    first, second = two_cells.choose()
    with about, lesson.refused():
        lesson.say(f"{votes.verdict(said) if said else words.INTRODUCTION} {words.difference(first, second)}")
    with lesson.refused():
        under = {key: votes.numbers(key, said) for key in (first, second)}
        pair(first, second, "family_pair", under, votes.marks(first, second, said))

lesson.how_to_read(
    "Lines that differ stand out, and what differs in them is marked; a dash stands where a cell has no such line. "
    "Press a name above the drawing: what both cells have moves, what only one has appears or goes."
)

lesson.further(pictures.FURTHER, first, second, guessed=bool(said))

lesson.ending(
    facts=words.facts(bool(said)),
    recall=words.which_is_missed,
    key="family_recall",
)
