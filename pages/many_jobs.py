"""One cell, many jobs."""

from ui import controls, guesses, lesson
from ui.lessons.many_jobs import films, hero, numbers, pictures, votes, words

LESSON = {
    "menu": "Many jobs",
    "order": 75,
    "icon": ":material/work:",
    "minutes": {},
    "do": {
        "Guess who wins": "guessed = 1",
        "Choose another job": "?jobs_job",
        "Move the cursor": "?jobs_at",
    },
    "exercises": {
        "Reviews: type one with “not” in it that the two-layer network finds to be for (over 90 %).": (
            "for_it >= 0.9 and ?jobs_text",
            "One word turned the opinion round. The network kept it until the end, where it was asked.",
            "jobs_guess_reviews",
        )
    },
}

with lesson.hero():
    job = controls.choice("Job", list(votes.QUESTIONS), "jobs_job", "reviews", votes.title)
    about, asked = lesson.beside(2)
    with asked, lesson.refused():
        guess = guesses.guess(votes.QUESTIONS[job].asks, votes.options(job), votes.QUESTIONS[job].key)
    with about, lesson.refused():
        guesses.tell(votes.verdict(job, guess) if guess else votes.QUESTIONS[job].task, guess)
    picture = lesson.place()
lesson.how_to_read(words.reading(job))
text = ""
if job in numbers.TEXTS:
    typed = controls.sentence("Or type your own", numbers.TYPED[job], numbers.TEXTS[job])
    text = pictures.taken(job, typed)
with picture, lesson.refused():
    hero.draw(job, text, guess)

if guess:
    with lesson.refused():
        films.draw(job, text)
else:
    lesson.waiting("Guess, and the film of a network that does this job plays here.")

lesson.further(pictures.FURTHER, job, text, guessed=guess is not None)

lesson.ending(facts=words.FACTS, recall=votes.which_word, key="jobs_recall")
