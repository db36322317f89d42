"""Some words need the whole story."""

from figures.charts.answers import by_gap, by_option
from ui import controls, guesses, lesson
from ui.shipped import answers, questions, stories

LESSON = {"menu": "Why memory", "order": 20, "icon": ":material/psychology:", "minutes": {10: 3, 25: 5, 50: 7}}

lesson.say(
    "You are about to guess the next word, twice. So are three kinds of network: a plain **RNN**, a **GRU** and "
    "an **LSTM**, each trained five times from different random starts (five *seeds*) on the same sentences."
)

lesson.heading("A word that its neighbours give away")
clouds, places = questions.CLOUDS, questions.PLACES
lesson.quote(clouds, "clouds")
said = controls.vote("Your vote: the clouds are in the …", places, "why_clouds")
if not said:
    lesson.waiting("Choose a word. Then the networks answer.")
with lesson.refused():
    if said:
        found = answers.answers(clouds, places)
        numbers = answers.spoken(found, places, "sky")
        lesson.say(f"{guesses.verdict(said, 'sky')} The networks give “sky” a probability of {numbers}.")
        lesson.chart(
            by_option(places, found, said, dark=lesson.dark()),
            f"Probability of each word after “the clouds are in the”. For “sky”: {numbers}.",
            "why_clouds_chart",
            lesson.COLUMN,
        )
        lesson.how_to_read(
            "One row for each word on offer, one kind of mark per kind of network. Small marks are the five seeds, the "
            "large one is their mean; further right is more probable. “clouds” is four words back, and that is enough."
        )

lesson.heading("A word that hangs on a word long gone")
languages = questions.languages(stories.story("france", 3))
lesson.quote(stories.story("france", 3), "france")
voted = controls.vote("Your vote: i speak fluent …", languages, "why_language")
if not voted:
    lesson.waiting("Choose a language. Then the networks answer, and you can stretch the gap.")
else:
    fillers = controls.number("Clauses between country and question", 0, stories.MOST_FILLERS, "why_fillers", 3)
    words = tuple(stories.story("france", fillers))
    gap = stories.gap_of(words)
    lesson.say(
        f"{guesses.verdict(voted, 'french')} “speak fluent” says that a language comes, only “france” says which; "
        f"here it stands **{gap} words** before “fluent”."
    )
    one, many = lesson.beside(2)
    with one, lesson.refused():
        found = answers.answers(words, languages)
        numbers = answers.spoken(found, languages, "french")
        lesson.chart(
            by_option(languages, found, voted, answers.CHANCE, lesson.dark()),
            f"Probability of each language at a gap of {gap} words. For “french”: {numbers}.",
            "why_language_chart",
        )
        lesson.how_to_read(
            f"This one sentence. “french” gets {numbers}. The dotted line is chance: one language of 20."
        )
    with many, lesson.refused():
        everywhere = answers.by_gap()
        lesson.chart(
            by_gap(answers.GAPS, everywhere, answers.CHANCE, gap, lesson.dark()),
            f"Probability of the right language against the gap: {answers.spoken_by_gap(everywhere)}.",
            "why_gap_chart",
        )
        lesson.how_to_read(answers.HOW_TO_READ_BY_GAP)
    with lesson.expander("The sentence with this gap"):
        lesson.quote(words, "france")

lesson.ending(
    facts=(
        "The next word often hangs on a near word, and now and then on one far back. The distance is the **gap**.",
        "A recurrent network reads one word at a time. Of earlier words it knows only what its memory has kept.",
        "One sentence and one seed prove nothing: compare kinds of network over several seeds, beside chance.",
        "These networks are tiny, and their sentences come from a small grammar made for this lesson.",
    ),
    recall=questions.which_forgets,
    key="why_recall",
)
