"""Six networks fell ill, and their gates and signals say of what."""

from ui import controls, guesses, lesson
from ui.lessons.clinic import claims, diagnosis, hero, pictures, ward, words
from ui.thread import claims as tested

LESSON = {
    "menu": "Clinic",
    "order": 64,
    "icon": ":material/stethoscope:",
    "minutes": {},
    "do": {
        "Point at what you see": "?clinic_seen",
        "Say what is wrong": "?clinic_said",
        "Try a cure": "cures_tried >= 1",
    },
    "exercises": {
        "Heal three patients.": (
            "healed >= 3",
            "Each fault wants its own cure. A wrong cure leaves the fault in place, and the network trains in vain.",
            "clinic_said",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    picture = lesson.place()
with lesson.expander("Another order of the patients"):
    order = ward.order()
with asked:
    bed = ward.bed()
    ward.come_to(order, bed)
with about:
    lead = lesson.place()
    lesson.say("**Look first:** where do you see that something is wrong?")
    seen = controls.vote("Where do you see it?", diagnosis.EVIDENCE, ward.SEEN)
with asked:
    said = guesses.guess(words.question(bed), diagnosis.OPTIONS, ward.SAID)
fault = ward.faults_of(order)[bed - 1]
with lead, lesson.refused():
    guesses.tell(diagnosis.verdict(said, seen, fault) if said else words.INTRODUCTION, said)
with picture, lesson.refused():
    hero.draw(fault, bool(said))
lesson.how_to_read(words.READING)

lesson.further(pictures.FURTHER, fault, said)
tested.offer("clinic", claims.VERDICTS, guessed=bool(said))

lesson.ending(
    facts=words.FACTS,
    recall=words.hidden_from_the_loss,
    key="clinic_recall",
)
