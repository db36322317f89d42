"""Training opens a way back, from “french” to “france”."""

from figures.charts import way_back as figures
from ui import controls, lesson
from ui.lessons.way_back import numbers, words
from ui.shipped import stories

LESSON = {"menu": "The way back", "order": 62, "icon": ":material/undo:", "minutes": {}}

lesson.say(
    "A fresh LSTM with a forget bias of 1 loses the signal within a few dozen steps. Trained networks are another "
    "matter: ask at “fluent” for the language, and follow the answer's pull back, word by word."
)
how_far, what, seen = lesson.beside(3)
with how_far:
    fillers = controls.number("Clauses in between", 0, stories.MOST_FILLERS, "back_fillers", 3)
sentence = tuple(stories.story("france", fillers))
with what:
    by = controls.choice("Pull at the", list(numbers.BY), "back_by", "word", numbers.BY.get)
with seen:
    window = controls.number("Truncation window in words", 1, numbers.LONGEST, "back_window", numbers.LONGEST)

with lesson.refused():
    title = f"pull at the {numbers.BY[by]}"
    lesson.say(words.verdict(sentence, "french", "france", by))
    lesson.chart(
        figures.by_word(numbers.trained(sentence, "french", by), sentence, window, title, lesson.dark()),
        words.verdict(sentence, "french", "france", by),
        "back_words",
    )
    lesson.how_to_read(
        "The pull is the length of the gradient of the answer's score: the logit of “french” less the mean of the "
        "other languages'. Lines are medians of five trained networks, bands reach from lowest to highest; each "
        "tick down divides by the same power of ten. Grey: words that lie outside your truncation window."
    )

lesson.heading("How the way opens")
with lesson.refused():
    logs, steps, _ = numbers.over_training(sentence, "french", by)
    spoken = words.spoken_training(sentence, "french", "france", by)
    lesson.say(spoken)
    lesson.chart(
        figures.over_training(logs, steps, sentence, sentence.index("france"), title, lesson.dark()),
        spoken,
        "back_training",
    )
    lesson.how_to_read(
        "One LSTM, seed 0, at twenty moments of its training, the first one below. Bright: a strong pull. Choose "
        "the memory: it stays bright all the way back to “france”, and fades only a few words before it."
    )

lesson.heading("Cut the way short")
with lesson.refused():
    spoken = words.of_window(sentence, "french", "france", window)
    lesson.say(spoken)
    windows, angles = numbers.by_window(sentence, "french")
    gap = stories.gap_of(sentence)
    lesson.chart(
        figures.by_window(windows, angles, min(window, len(sentence)), gap, lesson.dark()), spoken, "back_window_chart"
    )
    lesson.how_to_read(
        "Truncated backpropagation sends the error back for so many words and takes what came before as given. Up: "
        "how far the gradient of the cell's weights turns away from the full one; 90° have nothing in common."
    )

lesson.ending(
    facts=(
        "The gradient does not know what matters. It gets back only as far as the gates of *this* network let it.",
        "In the trained LSTM the memory keeps the way open: across the gap the pull at c hardly changes.",
        "A **truncation window** shorter than the gap gives the word that settles the answer exactly no gradient.",
        "These are gradients of a score, not of the loss: once the answer is right, the loss itself falls silent.",
    ),
    recall=words.which_cell,
    key="back_recall",
)
