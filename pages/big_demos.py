"""The same cell at scale."""

from ui import lesson
from ui.lessons.big_demos import choice, further, words
from ui.lessons.big_demos.hero import picture

LESSON = {
    "menu": "Big demos",
    "order": 90,
    "icon": ":material/monitoring:",
    "minutes": {},
    "do": {"Guess": "?big_guess_reviews", "Hold the unit": "?big_held", "Read your own text": "?big_own"},
    "exercises": {
        "Reviews: type a text of your own after which the unit is at −1 or lower.": (
            "unit_end <= -1 and ?big_own",
            "You have found negative words. Nobody told the network which words praise: it learned to guess letters.",
            "big_guess_reviews",
        )
    },
}

guessed = True
with lesson.hero():
    demo, run = choice.choose()
    with lesson.refused():
        if run:
            guessed = picture.draw(run)
        else:
            lesson.waiting("No run of this demo comes with the app. Below it says how to train one.")

lesson.further(further.parts(run), demo, run, guessed=guessed)

lesson.ending(
    facts=words.facts(guessed),
    recall=words.who_knows,
    key="big_recall",
)
