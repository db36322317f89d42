"""Let it look back."""

from lstm_core.translation import dates
from ui import controls, guesses, lesson
from ui.lessons.attention import numbers, pictures, votes, words

LESSON = {
    "menu": "Attention",
    "order": 74,
    "icon": ":material/visibility:",
    "minutes": {},
    "do": {
        "Guess": "?attention_guess",
        "Watch it write": "?attention_at",
        "Choose another date": "?attention_date",
    },
    "exercises": {
        "Stop at a character that takes more than nine tenths of its weight from one place.": (
            "most_weight >= 0.9",
            "Attention is a weighted mean. Here nearly all of it is one value; elsewhere it is spread over a word.",
            "attention_guess",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    picture = lesson.place()
reading = lesson.place()
way_place, date_place, typed_place = lesson.beside(3)
with way_place:
    way = controls.pick("Way of writing", list(dates.FORMATS), "attention_way", "friday the 20th of november 2026")
with date_place:
    offered = list(numbers.offered())
    date = controls.pick("A date that training never showed", offered, "attention_date", offered[0])
with typed_place:
    typed = controls.sentence("Or type a date of your own", "attention_text", "november 20 2026")
text = numbers.text_of(way, date, typed)

guess = None
with asked, lesson.refused():
    guess = pictures.ask(text)
with about, lesson.refused():
    guesses.tell(votes.verdict(text, guess), guess)
with picture, lesson.refused():
    pictures.draw_translation(text, guess)
with reading:
    lesson.how_to_read(words.READING)

lesson.further(pictures.FURTHER, text, guessed=guess is not None or not votes.asks(text))

lesson.ending(
    facts=(
        "Attention is a **weighted mean**: everything that was read gets a score, softmax makes weights of the scores, "
        "and the weighted values are added up. It is trained like any layer.",
        "A weight says where a value is *taken* from, not what the value is about: an LSTM's value holds all that came "
        "before.",
        "A weight proves nothing. **Swap** what it looks at; then swap as many other places. Which swap changes more "
        "characters?",
        "Attention goes from one character to any other in one step, an LSTM in as many as lie between.",
    ),
    recall=votes.which_turns_most,
    key="attention_recall",
)
