"""The same cell at scale."""

from ui import lesson
from ui.lessons.big_demos import choice, findings, inside, learning, training, words

LESSON = {"menu": "Big demos", "order": 90, "icon": ":material/monitoring:", "minutes": {}}

lesson.say(
    "Larger networks, trained with torch and opened here by the same NumPy that the other lessons use. The cell is the "
    "one you know; what grew is the number of units and what they read. Look at what they learned without being told."
)
demo, run = choice.choose()

lesson.heading("How it learned")
with lesson.refused():
    learning.draw(run)

if run:
    lesson.heading("What was found in it")
    with lesson.refused():
        findings.found(run)

    lesson.heading("Look inside")
    with lesson.refused():
        inside.draw(run)

lesson.heading("Train it yourself")
with lesson.refused():
    training.train(demo)

lesson.ending(
    facts=(
        "The cell is **the same**: the film replays what torch trained, with every gate, in NumPy.",
        "A loss says little alone. Put it beside **who only counts**, and beside what others reached.",
        "A unit that follows something is a **finding, not a proof**: hold it, and see whether what it writes turns.",
        "Size does not help where there is nothing to remember: on share prices the network only ties.",
    ),
    recall=words.who_knows,
    key="big_recall",
)
