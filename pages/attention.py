"""Let it look back."""

from figures.charts import translators
from lstm_core.translation import dates
from ui import controls, lesson
from ui.lessons.attention import numbers, pictures, words

LESSON = {"menu": "Attention", "order": 74, "icon": ":material/visibility:", "minutes": {}}

lesson.say(
    "One network reads a date, character by character; a second one writes it as 2026-11-20. Without attention the "
    "writer gets the reader's last state and nothing else. With it, the writer **looks back** before each character: "
    "it scores everything that was read and takes the weighted mean."
)
way_place, date_place, typed_place = lesson.beside(3)
with way_place:
    way = controls.pick("Way of writing", list(dates.FORMATS), "attention_way", "friday the 20th of november 2026")
with date_place:
    date = controls.pick(
        "A date unseen in training", list(numbers.offered()), "attention_date", next(iter(numbers.offered()))
    )
with typed_place:
    typed = controls.sentence("Or type a date of your own", "attention_text", "november 20 2026")
text = numbers.text_of(way, date, typed)

with lesson.refused():
    pictures.draw_translation(text)

lesson.heading("Is that what the answer rests on?")
with lesson.refused():
    pictures.draw_rests(text)
with lesson.refused():
    lesson.say(words.spoken_flips())
    drawn = translators.flips(numbers.swapped(), numbers.TITLES, lesson.dark())
    lesson.chart(drawn, words.spoken_flips(), "attention_flips")
    lesson.how_to_read(
        "Over unseen dates in all ways of writing, three seeds: at one written character, so many of the values are "
        "those of another date. Up: how often the character becomes the other date's. Small marks are seeds."
    )
    lesson.say(words.spoken_places())
    drawn = translators.by_place(numbers.by_variant("flips"), numbers.TITLES, lesson.dark())
    lesson.chart(drawn, words.spoken_places(), "attention_places")
    lesson.how_to_read(
        "The same swaps of all positions, by the character that is written. What does not turn although everything it "
        "could look at belongs to another date was in the writer's own state, or follows from what it wrote before."
    )

lesson.heading("Nothing but attention")
with lesson.refused():
    pictures.draw_self_attention(text)

lesson.heading("Does it help?")
with lesson.refused():
    lesson.say(words.spoken_learning())
    drawn = translators.learning(numbers.by_variant("curve"), numbers.TITLES, lesson.dark())
    lesson.chart(drawn, words.spoken_learning(), "attention_learning")
    lesson.how_to_read(
        "Lines are means of three seeds, bands reach from the worst to the best. A date counts when all its characters "
        "are right, each written after those the network wrote itself."
    )

lesson.ending(
    facts=(
        "Attention is a **weighted mean**: a score for everything read, a softmax, a sum; trained like any layer.",
        "Weights say where a value was *taken*, not what it is about: an LSTM's value holds all that came before.",
        "Weights are no proof. **Swap** what they point at, and as much elsewhere, and count what turns.",
        "Between any two characters attention takes one step, an LSTM as many as lie between; each pair costs a score.",
    ),
    recall=words.which_turns_most,
    key="attention_recall",
)
