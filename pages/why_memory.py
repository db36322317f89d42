"""Some words need the whole story."""

from ui import lesson
from ui.lessons.why_memory import claims, pictures, words
from ui.thread import claims as tested

LESSON = {
    "menu": "Why memory",
    "order": 20,
    "icon": ":material/psychology:",
    "minutes": {10: 3, 25: 5, 50: 6},
    "do": {
        "Guess the first word": "?why_clouds",
        "Guess the language": "?why_language",
        "Stretch the gap": "?why_fillers",
    },
    "exercises": {
        "Stretch or shorten the gap until the RNN, too, gives “french” more than one chance in three.": (
            "french_rnn > 0.34",
            "A plain RNN reads the country as well. It keeps it for a few words only.",
            "why_language",
        )
    },
}

with lesson.hero():
    near, far = lesson.beside(2)
    with near:
        pictures.draw_clouds()
    with far:
        guess = pictures.draw_language()

lesson.how_to_read(
    "Once you have guessed, three kinds of network answer: a plain **RNN**, a **GRU** and an **LSTM**, each trained "
    "five times from different random starts (five *seeds*) on the same sentences. One row for each word on offer, "
    "✓ at the right one; small marks are the five seeds, the large one is their mean; further right is more probable."
)
lesson.further(pictures.FURTHER, guess, guessed=guess is not None)
tested.offer("why_memory", claims.VERDICTS, pictures.fillers_of_reader(), guessed=guess is not None)

lesson.ending(
    facts=(
        "The next word often depends on a near word, sometimes on one far back. The distance is the **gap**.",
        "A recurrent network reads one word at a time. Of earlier words it knows only what its memory has kept.",
        "One sentence and one seed prove nothing: compare kinds of network over several seeds, beside chance.",
        "These networks are tiny, and their sentences come from a small grammar made for this lesson.",
    ),
    recall=words.which_forgets,
    key="why_recall",
)
