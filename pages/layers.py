"""Stack it, reverse it."""

from ui import guesses, lesson
from ui.lessons.layers import claims, hero, pictures, votes, words
from ui.thread import claims as tested

LESSON = {
    "menu": "Layers",
    "order": 72,
    "icon": ":material/layers:",
    "minutes": {},
    "do": {"Guess": "?layers_bat", "Move the cue": "?layers_cue", "Let the heads read": "?layers_at"},
    "exercises": {
        "Choose a sentence in which reading one way says the same as reading both ways.": (
            "ways_apart <= 0.02",
            "A cue that has been read is enough. Reading both ways helps only where the cue comes later.",
            "layers_bat",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    with asked, lesson.refused():
        guess = guesses.guess(votes.QUESTION, list(votes.OPTIONS), "layers_bat")
    with about, lesson.refused():
        guesses.tell(votes.verdict(guess) if guess else words.INTRODUCTION, guess)
    with lesson.refused():
        hero.draw(guess)
lesson.how_to_read(words.READING)

lesson.further(pictures.FURTHER, guessed=guess is not None)
tested.offer("layers", claims.VERDICTS, pictures.between_of_reader(), guessed=guess is not None)

lesson.ending(
    facts=(
        "In a **stack**, layer 2 reads layer 1's output **h**, never its memory c. Each layer has its own memory.",
        "More layers are not a longer memory. On the France sentences, one layer learns sooner than two or three.",
        "Reading both ways takes twice the parameters. It also needs the **whole text before the first answer**.",
        "Never predict the next word with both directions: the second one has already read it.",
    ),
    recall=votes.how_much_is_left,
    key="layers_recall",
)
