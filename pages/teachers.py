"""One link takes a class through the lessons."""

from ui import lesson
from ui.lessons.teachers import link, rooms, slips, words

LESSON = {
    "menu": "For teachers",
    "order": 210,
    "icon": ":material/school:",
    "minutes": {},
    "reference": True,
}

lesson.say(words.STOPS)
stops = link.stops()
if not stops:
    lesson.waiting("Choose at least one stop.")
else:
    with lesson.refused():
        place = lesson.place()
        address = link.of(stops)
        with place:
            link.show(address)
    lesson.heading("What your class did")
    lesson.say(words.SLIPS)
    with lesson.refused():
        slips.read(stops)
lesson.heading("In front of your class")
lesson.say(words.PRESENT)
lesson.heading("A room that votes")
rooms.show()
lesson.heading("Without a server")
lesson.say(words.FILES)
