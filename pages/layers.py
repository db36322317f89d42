"""Stack it, reverse it."""

from figures.charts import layers as figures
from figures.charts.questions.options import by_option
from figures.charts.questions.seeds import shares_by_seed
from lstm_core.tasks import homograph
from ui import controls, lesson
from ui.lessons.layers import numbers, pictures, words

LESSON = {"menu": "Layers", "order": 72, "icon": ":material/layers:", "minutes": {}}

lesson.say(
    "A second LSTM may read what the first one shows at every word: a **stack**. Or it may read the sentence from its "
    "end: both **directions** together know, at every word, what comes before it and after it."
)
lesson.heading("What does each layer hold?")
depth_place, held_place = lesson.beside(2)
with depth_place:
    depth = controls.choice("Layers", list(numbers.SHOWN), "layers_depth", 2)
with held_place:
    held = controls.choice("Look at the", list(numbers.HELD), "layers_held", "c", numbers.HELD.get)
with lesson.refused():
    drawn = figures.because(*numbers.because(depth, held), lesson.dark())
    lesson.chart(
        drawn,
        "What each layer's most telling units hold because the country is France, word by word.",
        "layers_because",
    )
    lesson.how_to_read(
        "The France sentence in miniature, told with France, less the mean over all countries: colour is what the "
        "country left. Rows are the six units of each layer in which most is left at the end; the lowest layer is at "
        "the bottom."
    )
pictures.draw_swaps(depth, held)
with lesson.expander("Do more layers remember longer?"), lesson.refused():
    pictures.draw_depths()

lesson.heading("When the cue comes later")
cue_place, meaning_place = lesson.beside(2)
with cue_place:
    cue = controls.choice("The cue stands", list(numbers.CUES), "layers_cue", "after", numbers.CUES.get)
with meaning_place:
    meaning = controls.choice("The bat is", list(numbers.BATS), "layers_meaning", "animal", numbers.BATS.get)
with lesson.refused():
    lesson.say(f"“{' '.join(numbers.sentence(cue, meaning))}” {words.spoken_meanings(cue, meaning)}")
    shares = numbers.meanings(cue, meaning)
    drawn = by_option(homograph.MEANINGS, shares, dark=lesson.dark(), asked="probability at the noun")
    lesson.chart(drawn, words.spoken_meanings(cue, meaning), "layers_meanings")
    lesson.how_to_read(
        "What the networks say at the noun, before the verb is read one way. Large marks are means of seeds."
    )
    drawn = shares_by_seed(numbers.tagging(), 0.5, lesson.dark())
    lesson.chart(drawn, "Nouns understood, by where the cue stands.", "layers_tagging")
    lesson.how_to_read("A thousand new texts, three seeds. One way, a cue that comes later comes too late: a coin.")

lesson.heading("The leak")
with lesson.refused():
    lesson.say(f"Train both kinds to guess the **next word** of the France sentences. {words.spoken_leak()}")
    lesson.chart(shares_by_seed(numbers.leak(), None, lesson.dark()), words.spoken_leak(), "layers_leak")
    lesson.how_to_read(
        "Right answers on new stories, three seeds. *Hidden*: each guess after the words up to it and no more."
    )
    for way, said in numbers.WAYS.items():
        lesson.say(f"Reading {said}, seed 0 writes on: *{numbers.writes_on(way)}*")

lesson.ending(
    facts=(
        "In a stack, layer 2 reads layer 1's **h**, never its c. Each layer has a memory of its own.",
        "More layers are not a longer memory. On the France sentences, one layer learns sooner than two or three.",
        "Both directions cost twice the parameters and the **whole text before the first answer**.",
        "Never predict the next word with both directions: the answer is in what they read.",
    ),
    recall=words.how_much_is_left,
    key="layers_recall",
)
