"""Some words need the whole story."""

from ui import controls, lesson
from ui.lessons.why_memory import pictures, words
from ui.shipped import stories

LESSON = {"menu": "Why memory", "order": 20, "icon": ":material/psychology:", "minutes": {10: 3, 25: 5, 50: 7}}

lesson.say(
    "You are about to guess the next word, twice. So are three kinds of network: a plain **RNN**, a **GRU** and "
    "an **LSTM**, each trained five times from different random starts (five *seeds*) on the same sentences."
)

lesson.heading("A word that its neighbours give away")
sentence = lesson.place()
voted = controls.vote("Your vote: the clouds are in the …", words.PLACES, "why_clouds")
with sentence:
    lesson.quote(words.CLOUDS, "clouds" if voted else "")
pictures.draw_clouds(voted)

lesson.heading("A word that depends on a word far back")
languages = words.languages(stories.story("france", 3))
sentence = lesson.place()
voted = controls.vote("Your vote: i speak fluent …", languages, "why_language")
with sentence:
    lesson.quote(stories.story("france", 3), "france" if voted else "")
pictures.draw_language(voted, languages)

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
