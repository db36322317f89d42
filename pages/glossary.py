"""Every term in one sentence."""

from ui import controls, lesson
from ui.lessons.glossary import shown

LESSON = {
    "menu": "Glossary",
    "order": 200,
    "icon": ":material/menu_book:",
    "minutes": {},
    "reference": True,
}

asked = controls.sentence("Find a term", "glossary_find", "gradient")
shown.draw(asked)
with lesson.expander("Three ways to write the formulas"):
    lesson.say(shown.NOTATIONS)
