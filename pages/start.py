"""An LSTM decides what to remember."""

from ui import frame, lesson, onward
from ui.components.film.component import film
from ui.lessons.start.words import whose_language
from ui.shipped import readings, start
from ui.thread import way

LESSON = {
    "menu": "Start",
    "order": 10,
    "icon": ":material/home:",
    "minutes": {},
    "do": {"Play to the end": "played", "Change a word": "?say", "Enlarge the cell": "?zoom = 3"},
    "exercises": {
        "Make the network say “spanish” by changing words alone. Hold nothing.": (
            "answer = spanish and held_words = 0 and ?say",
            "One country decides: the one after “grew up in”. The network has learned to pass the others by.",
        )
    },
}

with lesson.refused():
    with lesson.hero():
        lesson.say(
            "A small network reads this sentence word by word. At the end it must name a language. Press **Play**."
        )
        film(
            start.film_of_start(),
            key="start_film",
            poster=start.poster(start.dark_at_first()),
            alive=start.network_of_start(),
        )
    lesson.waiting(
        "The word “france” has to be kept until the end. Play, or drag along the words, and see where it is kept."
    )
    lesson.waiting(readings.of_changes())
    lesson.waiting(readings.of_carriers(start.carriers_of_start(), start.words_of_start()))

lesson.heading("Take a tour")
for column, minutes in zip(lesson.beside(3), (10, 25, 50), strict=True):
    with column:
        onward.tour(minutes, frame.tour(minutes))

lesson.heading("Go on by yourself")
onward.links(way.beyond(frame.catalogue()))

lesson.ending(
    facts=(
        "An LSTM (*long short-term memory*) reads one word at a time and carries a memory from word to word.",
        "At every word its gates, numbers between 0 and 1, set how much memory is kept, written and shown.",
        "Nobody sets the gates by hand: the network has learned when to open them.",
        "Every number on these pages is computed by the network you see. Look closely: you can check each one.",
    ),
    recall=whose_language,
    key="start_recall",
)
