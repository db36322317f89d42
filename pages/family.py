"""Every variant changes one valve."""

from ui import guesses, lesson
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
        "Turn one cell into the other": "morphed",
    },
    "exercises": {
        "Find two cells that differ in exactly one line.": (
            "lines_differ = 1",
            "One line is enough for a new name, and often for another behaviour.",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    with asked, lesson.refused():
        said = votes.ask()
    first, second = two_cells.choose()
    with about, lesson.refused():
        guesses.tell(votes.verdict(said) if said else words.INTRODUCTION, said)
    with lesson.refused():
        under = {key: votes.numbers(key, said) for key in (first, second)}
        pair(first, second, "family_pair", under, votes.marks(first, second, said))

lesson.how_to_read(f"{words.difference(first, second)} {words.READING}")

lesson.further(pictures.FURTHER, first, second, guessed=bool(said))

lesson.ending(
    facts=words.facts(bool(said)),
    recall=words.which_is_missed,
    key="family_recall",
)
