"""An error signal dies in an RNN and survives on the belt."""

from ui import guesses, lesson
from ui.components.alone import alone
from ui.components.brought import brought, yours
from ui.in_the_page import position
from ui.lessons.vanishing import claims, hero, pictures, votes, words
from ui.lessons.vanishing.levers import IN_THE_PAGE, Levers, compared
from ui.thread import claims as tested

LESSON = {
    "menu": "Vanishing gradients",
    "order": 60,
    "icon": ":material/trending_down:",
    "minutes": {50: 7},
    "do": {
        "Guess": "?vanishing_vote",
        "Raise the forget bias": "?vanishing_bias > 0",
        "Change the length": "?vanishing_length",
    },
    "exercises": {
        "Make the GRU keep more than half of the signal, 50 steps back, with one lever.": (
            "left_gru > 0.5 and levers_moved = 1",
            "A gate that keeps nearly all is what does it: nearly 1, fifty times over, is still more than half.",
            "vanishing_vote",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    picture = lesson.place()
with asked:
    said = guesses.guess(votes.QUESTION, votes.OPTIONS, "vanishing_vote")
with about:
    guesses.tell(votes.verdict(said) if said else words.INTRODUCTION, said)

with lesson.expander("More: weights, loss, sizes, another cell, theory"):
    others, added, theory = pictures.choose_others()
    own = yours("vanishing_whose")
levers = Levers(**position(hero.KEY, IN_THE_PAGE), **others)
cells = compared(added, bool(said))
with picture, lesson.refused():
    if own and said:
        brought("signals")
    else:
        alone(hero.draw, cells, levers, said, theory)
lesson.how_to_read(words.reading(theory))

lesson.further(pictures.FURTHER, cells, levers)
tested.offer("vanishing", claims.VERDICTS, levers, guessed=bool(said))

lesson.ending(
    facts=words.facts(bool(said)),
    recall=votes.which_bias,
    key="vanishing_recall",
)
