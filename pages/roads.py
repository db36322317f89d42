"""What people tried before and beside."""

from ui import controls, lesson
from ui.lessons.roads import pictures, words

LESSON = {"menu": "Other roads", "order": 78, "icon": ":material/alt_route:", "minutes": {}}

lesson.say(
    "Sending the error back through gates is one road to a memory. Here are four others, each on a small task that "
    "needs one, and beside it an LSTM that backpropagation has trained on the same task."
)
road = controls.choice("Road", list(words.ROADS), "roads_road", "reservoir", words.ROADS.get)
lesson.say(words.CLAIMS[road])
pictures.draw(road)

lesson.ending(
    facts=(
        "A **reservoir** escapes vanishing gradients by not using any. What it echoes fades, and is at most one "
        "number for each unit.",
        "**Evolution** needs no derivative at all and pays in sequences; **reward** needs that of the network alone.",
        "A **hidden Markov model** multiplies, countries by places; units that hold numbers need not.",
        "A spectral radius below 1 does not prove that a reservoir forgets its beginning; measure it.",
    ),
    recall=words.which_radius,
    key="roads_recall",
)
