"""Gates learn when to open."""

from ui import guesses, lesson
from ui.lessons.learning import choice as choosing
from ui.lessons.learning import hero, pictures, votes, words

LESSON = {
    "menu": "Learning",
    "order": 63,
    "icon": ":material/school:",
    "minutes": {50: 7},
    "do": {
        "Guess": "?learning_vote",
        "Train until it has learned": "learned",
        "Move a lever while it trains": "moved_while >= 1",
    },
    "exercises": {
        "Start with the bias that keeps at 0, and rescue the training with one lever while it runs.": (
            "learned and began_low = yes and moved_while >= 1",
            "With half-open gates no gradient comes back from far away. Open them, and the same network learns.",
            "learning_vote",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    picture = lesson.place()
with asked:
    said = guesses.guess(votes.QUESTION, votes.OPTIONS, "learning_vote")
task = choosing.task()
with lesson.expander("Another cell, other sizes, another seed"):
    choice = choosing.others(task)
with about:
    lesson.say(words.introduction(choice))
with picture, lesson.refused():
    hero.draw(choice, said)
lesson.how_to_read(words.reading(choice.task))

lesson.further(pictures.FURTHER, choice, guessed=bool(said))

lesson.ending(
    facts=words.facts(bool(said)),
    recall=votes.which_bias,
    key="learning_recall",
)
