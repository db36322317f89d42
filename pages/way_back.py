"""Training opens a way back, from “french” to “france”."""

from ui import guesses, lesson
from ui.in_the_page import position
from ui.lessons.way_back import hero, numbers, pictures, votes, words
from ui.lessons.way_back.levers import IN_THE_PAGE

LESSON = {
    "menu": "The way back",
    "order": 62,
    "icon": ":material/undo:",
    "minutes": {},
    "do": {"Guess": "?back_vote", "Go back along the words": "?back_at", "Cut the window": "?back_window"},
    "exercises": {
        "Cut the way back so that it just misses “france”.": (
            "words_short = 1 and ?back_window",
            "One word too short, and the gradient says nothing of the country: what is not reached is not learned.",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    picture = lesson.place()
with asked:
    said = guesses.guess(votes.question(), votes.OPTIONS, "back_vote")
with about, lesson.refused():
    guesses.tell(votes.verdict(said) if said else words.INTRODUCTION, said)

levers = position(hero.KEY, IN_THE_PAGE)
with picture, lesson.refused():
    hero.draw(said)
lesson.how_to_read(words.READING)

by = list(numbers.BY)[levers["by"]]
lesson.further(pictures.FURTHER, by, levers["clauses"], levers["window"], guessed=bool(said))

lesson.ending(
    facts=words.facts(bool(said)),
    recall=votes.which_cell,
    key="back_recall",
)
