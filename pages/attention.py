"""Let it look back."""

from figures.charts import attention as figures
from lstm_core.translation import dates
from ui import controls, lesson
from ui.lessons import attention

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
        "A date unseen in training", list(attention.offered()), "attention_date", next(iter(attention.offered()))
    )
with typed_place:
    typed = controls.sentence("Or type a date of your own", "attention_text", "november 20 2026")

found = None
with lesson.refused():
    found = attention.translation("attention", attention.text_of(way, date, typed))
    lesson.say(f"It reads **{lesson.plain(found.text)}**.")
    if attention.place(found):
        lesson.say("Guess first: while it writes the **second digit of the month**, which character gets most weight?")
        guess = controls.vote("Most weight on", attention.PLACES, "attention_guess")
    else:
        guess = "free"
    if guess is None:
        lesson.waiting("Guess, and see what it writes and where it looks.")
    else:
        lesson.say(attention.spoken(found) + (f" {attention.of_guess(found, guess)}" if attention.place(found) else ""))
        lesson.chart(
            figures.alignment(found.weights, found.text, found.written, found.probabilities, lesson.dark()),
            f"{attention.spoken(found)} Each row is a written character, bright where it looks.",
            "attention_alignment",
        )
        lesson.how_to_read(
            "A row is one written character, a column one that was read; bright: much weight. Drag the slider to write "
            "character by character. ⏎ ends the text."
        )

lesson.heading("Is that what the answer rests on?")
with lesson.refused():
    if found is None or (rests := attention.rests_on("attention", found.text)) is None:
        lesson.waiting("A date in one of the ways of writing is needed here, to be swapped with others of its form.")
    else:
        kind = controls.choice(
            "Swap, one position at a time", list(attention.SWAPS), "attention_swap", "characters", attention.SWAPS.get
        )
        matrix = rests.characters if kind == "characters" else rests.values
        lesson.say(attention.spoken_rest(found, rests, kind))
        lesson.chart(
            figures.falls(matrix, found.text, found.written, lesson.dark()),
            attention.spoken_rest(found, rests, kind),
            "attention_rests",
        )
        lesson.how_to_read(
            "Each column is put in from other dates of the same form, the mean of four; red: the written character "
            "loses probability. A *value* is what the LSTM made of the text up to that place; it is swapped for one "
            "written character alone. What stays pale although it was looked at could be read elsewhere too, or was in "
            "the writer's state already."
        )
with lesson.refused():
    lesson.say(attention.spoken_flips())
    lesson.chart(
        figures.flips(attention.swaps(), attention.TITLES, lesson.dark()),
        attention.spoken_flips(),
        "attention_flips",
    )
    lesson.how_to_read(
        "Over unseen dates in all ways of writing, three seeds: at one written character, so many of the values are "
        "those of another date. Up: how often the character becomes the other date's. Small marks are seeds."
    )
    lesson.say(attention.spoken_places())
    lesson.chart(
        figures.by_place(attention.by_variant("flips"), attention.TITLES, lesson.dark()),
        attention.spoken_places(),
        "attention_places",
    )
    lesson.how_to_read(
        "The same swaps of all positions, by the character that is written. What does not turn although everything it "
        "could look at belongs to another date was in the writer's own state, or follows from what it wrote before."
    )

lesson.heading("Nothing but attention")
with lesson.refused():
    if found is None:
        lesson.waiting("A text that can be read is needed here.")
    else:
        alone = attention.translation("self", found.text)
        lesson.say(
            "Replace the reading LSTM by one **self-attention** layer: every character looks at every other, all at "
            f"once, and only added waves tell it where it stands. {attention.spoken(alone)}"
        )
        left, right = lesson.beside(2)
        with left:
            lesson.chart(
                figures.between(alone.between, alone.text, lesson.dark()),
                "Which character takes from which.",
                "attention_self",
            )
            lesson.how_to_read("Reading: each row is a character, bright where it takes from.")
        with right:
            lesson.chart(
                figures.alignment(alone.weights, alone.text, alone.written, alone.probabilities, lesson.dark()),
                attention.spoken(alone),
                "attention_self_alignment",
            )
            lesson.how_to_read("Writing: where the writer looks now.")

lesson.heading("Does it help?")
with lesson.refused():
    lesson.say(attention.spoken_learning())
    lesson.chart(
        figures.learning(attention.by_variant("curve"), attention.TITLES, lesson.dark()),
        attention.spoken_learning(),
        "attention_learning",
    )
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
    recall=attention.which_turns_most,
    key="attention_recall",
)
