"""Your own network remembers, too."""

from ui import lesson
from ui.lessons.your_model import choose, hero, votes, words
from ui.lessons.your_model.dropped import sources
from ui.lessons.your_model.further import pictures

LESSON = {
    "menu": "Your model",
    "order": 95,
    "icon": ":material/upload_file:",
    "minutes": {},
    "do": {
        "Guess": "?yours_guess",
        "Look at its gates": "?yours_gates",
        "Carry a memory over": "?yours_carrying",
    },
    "exercises": {
        "Hold values until the last answer changes. (A network that gives numbers has no such answer.)": (
            "turned = yes and held_values >= 1 and carried_over = 0",
            "You have changed what the network holds, not what it reads. So these units have a say in the answer.",
            "yours_guess",
        )
    },
}

with lesson.hero():
    about, brought = lesson.beside(2)
    with brought:
        sources.drop()
        asked = lesson.place()
    with about:
        opened = hero.open_one()
        told = lesson.place()
picture = lesson.place()

chosen = None
with lesson.expander("Another input, another layer"):
    if opened:
        with lesson.refused():
            chosen = choose.choose(*opened)
with told:
    found = hero.look(chosen)
with asked:
    said = hero.ask(found)
with picture:
    hero.draw(found, said)

lesson.further(pictures.FURTHER, found, guessed=bool(said))

lesson.ending(facts=words.FACTS, recall=votes.what_the_badge_means, key="yours_recall")
