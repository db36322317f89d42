"""An error signal dies in an RNN and survives on the belt."""

from ui import controls, lesson
from ui.lessons.vanishing import hero, pictures, votes, words
from ui.lessons.vanishing.levers import Levers, compared

LESSON = {"menu": "Vanishing gradients", "order": 60, "icon": ":material/trending_down:", "minutes": {50: 8}}

about, asked = lesson.beside(2)
with about:
    lesson.say(
        "Training sends the error back through every step that led to it, and each step multiplies it. Here are "
        "networks **before any training**, five of each kind from different seeds, reading noise."
    )
with asked:
    lesson.say("**First guess:** half-open LSTM gates: what is left 50 steps back?")
    said = controls.vote("What is left in the LSTM, 50 steps back", votes.OPTIONS, "vanishing_vote")

picture = lesson.place()
with lesson.beneath("More: weights, loss, sizes, another cell"):
    others, added = pictures.choose_others()
levers = Levers(**hero.position(), **others)
cells = compared(added, bool(said))
with picture, lesson.refused():
    if said:
        lesson.say(votes.verdict(said))
    else:
        lesson.waiting("Choose an answer. Then the cells with gates join the RNN.")
    hero.draw(cells, levers, said)
    lesson.how_to_read(words.reading(levers))

lesson.heading("Further")
for title, key, draw in pictures.FURTHER:
    part = controls.fold(title, key)
    with part, lesson.refused():
        if part.open:
            draw(cells, levers)

lesson.ending(
    facts=words.facts(bool(said)),
    recall=votes.which_bias,
    key="vanishing_recall",
)
