"""Stack it, reverse it."""

from figures.charts import layers as figures
from figures.charts.evidence import shares_by_seed
from lstm_core.tasks import homograph
from ui import controls, lesson
from ui.lessons import layers

LESSON = {"menu": "Layers", "order": 72, "icon": ":material/layers:", "minutes": {}}

lesson.say(
    "A second LSTM may read what the first one shows at every word: a **stack**. Or it may read the sentence from its "
    "end: both **directions** together know, at every word, what comes before it and after it."
)
lesson.heading("What does each layer hold?")
depth_place, held_place = lesson.beside(2)
with depth_place:
    depth = controls.choice("Layers", list(layers.SHOWN), "layers_depth", 2)
with held_place:
    held = controls.choice("Look at the", list(layers.HELD), "layers_held", "c", layers.HELD.get)
with lesson.refused():
    values, rows, words = layers.because(depth, held)
    lesson.chart(
        figures.because(values, rows, words, lesson.dark()),
        "What each layer's most telling units hold because the country is France, word by word.",
        "layers_because",
    )
    lesson.how_to_read(
        "The France sentence in miniature, told with France, less the mean over all countries: colour is what the "
        "country left. Rows are the six units of each layer in which most is left at the end; the lowest layer is at "
        "the bottom."
    )
lesson.say("Guess first: just before “fluent”, whose **memory** has to be swapped for the answer to turn?")
guess = controls.vote("Which layer", layers.GUESSES, "layers_guess")
with lesson.refused():
    if guess is None:
        lesson.waiting("Guess, and the swaps appear.")
    else:
        lesson.say(layers.of_guess(depth, guess))
        lesson.chart(
            figures.flips_by_layer(*layers.flips(depth, held), layers.HELD[held], lesson.dark()),
            layers.spoken_flips(depth, held),
            "layers_flips",
        )
        lesson.how_to_read(
            "After each word, what *one* layer holds is replaced by what another country's sentence left in it; the "
            "others keep theirs. Up: how often the answer becomes the other country's language. Where no line rises, "
            "several layers hold the country together. This is one seed."
        )
        lesson.say(layers.in_all_stacks())
with lesson.expander("Do more layers remember longer?"), lesson.refused():
    lesson.table(layers.depth_table("stack"))
    lesson.say("The miniature: right answers, from the worst seed to the best of three, by words in between.")
    lesson.table(layers.depth_table("depth"))
    lesson.say(
        "The France sentences of the other lessons, on unseen stories, with about as many parameters and the same "
        "recipe. *Dropout* leaves out a share of what one layer shows the next, in training only. Deeper is slower "
        "to learn here: these stacks were stopped after as many steps as the single layer."
    )

lesson.heading("When the cue comes later")
cue_place, meaning_place = lesson.beside(2)
with cue_place:
    cue = controls.choice("The cue stands", list(layers.CUES), "layers_cue", "after", layers.CUES.get)
with meaning_place:
    meaning = controls.choice("The bat is", list(layers.BATS), "layers_meaning", "animal", layers.BATS.get)
with lesson.refused():
    lesson.say(f"“{' '.join(layers.sentence(cue, meaning))}” {layers.spoken_meanings(cue, meaning)}")
    lesson.chart(
        figures.by_meaning(homograph.MEANINGS, layers.meanings(cue, meaning), lesson.dark()),
        layers.spoken_meanings(cue, meaning),
        "layers_meanings",
    )
    lesson.how_to_read(
        "What the networks say at the noun, before the verb is read one way. Large marks are means of seeds."
    )
    lesson.chart(
        shares_by_seed(layers.tagging(), 0.5, lesson.dark()),
        "Nouns understood, by where the cue stands.",
        "layers_tagging",
    )
    lesson.how_to_read("A thousand new texts, three seeds. One way, a cue that comes later comes too late: a coin.")

lesson.heading("The leak")
with lesson.refused():
    lesson.say(f"Train both kinds to guess the **next word** of the France sentences. {layers.spoken_leak()}")
    lesson.chart(figures.leak(layers.leak(), lesson.dark()), layers.spoken_leak(), "layers_leak")
    lesson.how_to_read(
        "Right answers on new stories, three seeds. *Hidden*: each guess after the words up to it and no more."
    )
    for way, said in layers.WAYS.items():
        lesson.say(f"Reading {said}, seed 0 writes on: *{layers.written(way)}*")

lesson.ending(
    facts=(
        "In a stack, layer 2 reads layer 1's **h**, never its c. Each layer has a memory of its own.",
        "More layers are not a longer memory. On the France sentences, one layer learns sooner than two or three.",
        "Both directions cost twice the parameters and the **whole text before the first answer**.",
        "Never predict the next word with both directions: the answer is in what they read.",
    ),
    recall=layers.how_much_is_left,
    key="layers_recall",
)
