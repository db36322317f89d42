"""What people tried before and beside."""

from ui import controls, guesses, lesson
from ui.lessons.roads import hero, hero_words, numbers, pictures, recalls, votes, words

LESSON = {
    "menu": "Other roads",
    "order": 78,
    "icon": ":material/alt_route:",
    "minutes": {},
    "do": {
        "Guess": "?roads_vote_reservoir",
        "Turn the spectral radius": "?roads_radius",
        "Choose another road": "?roads_road",
    },
    "exercises": {
        "Find a radius at which the echo is still there at the end, but no larger than at the beginning.": (
            "echo_left >= 0.1 and echo_left <= 1",
            "A little below, and the echo is gone; a little above, and it grows. A reservoir lives at this edge.",
            "roads_vote_reservoir",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    picture = lesson.place()
road = controls.choice("Road to a memory", list(words.ROADS), "roads_road", "reservoir", words.ROADS.get)

level, levels = 0, numbers.LEVELS.get(road)
if levels:
    with lesson.beneath(levels.title):
        level = controls.choice(levels.label, levels.stops, levels.key, levels.start)

guess, stands = None, {}
with asked, lesson.refused():
    vote = votes.vote(road, level)
    guess = guesses.guess(vote.question, vote.options, f"roads_vote_{road}{level or ''}")
with about, lesson.refused():
    guesses.tell(votes.verdict(road, level, guess) if guess else words.CLAIMS[road], guess)
with picture, lesson.refused():
    stands = hero.draw(road, level, guess)
lesson.how_to_read(hero_words.READINGS[road])

lesson.further(pictures.FURTHER[road], stands.get("radius", level), guessed=bool(guess))

lesson.ending(
    facts=words.FACTS[road],
    recall=recalls.RECALLS[road],
    key=f"roads_{road}_recall",
)
