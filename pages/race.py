"""The gap decides the winner."""

from ui import controls, guesses, lesson
from ui.lessons.race import claims, hero, hero_words, numbers, pictures, votes, words
from ui.shipped import networks
from ui.thread import claims as tested

LESSON = {
    "menu": "A race",
    "order": 64,
    "icon": ":material/flag:",
    "minutes": {50: 5},
    "do": {
        "Guess": "?race_vote",
        "Move the length": "?race_gap",
        "Choose another start": "?race_start",
    },
    "exercises": {
        "Keep three racers. Find a start and a length at which only one of them still learns.": (
            "racers = 3 and learners = 1",
            "Same cells, same task: the start of a gate and the length decide who learns.",
            "race_vote",
        )
    },
}

with lesson.hero():
    about, asked = lesson.beside(2)
    with asked, lesson.refused():
        guess = guesses.guess(votes.question(), votes.options(), "race_vote")
    picture = lesson.place()

with lesson.beneath("Another task, other racers, another start"):
    task = controls.pick("Task", numbers.tasks(), "race_task", numbers.tasks()[0], numbers.task_title)
    cells = controls.several("Racers", numbers.first(), "race_cells", numbers.first(), networks.title_or_none)
    starts = list(numbers.STARTS)
    start = controls.choice("Forget bias (GRU: bias of z)", starts, "race_start", "chrono", numbers.STARTS.get)
choice = numbers.Choice(task, cells, start)
with about, lesson.refused():
    guesses.tell(votes.verdict(guess) if guess else hero_words.introduction(task), guess)
length = None
with picture, lesson.refused():
    length = hero.draw(choice, guess)
lesson.how_to_read(hero_words.reading_of_hero(task))

lesson.further(pictures.FURTHER, choice, guessed=bool(guess))
tested.offer("race", claims.VERDICTS, choice, length, guessed=bool(guess))

lesson.ending(
    facts=(
        "A racer that never leaves the dotted line of the loss has learned nothing: a blind answer does as well.",
        "The **start of the forget gate** decides if the same LSTM learns. *Chrono* opens it for about as many steps "
        "as the gap is long.",
        "What is learned at one length need not hold at others: at longer and at shorter ones accuracy can fall.",
        "One seed proves nothing. Count the seeds that met the rule, and look at the spread.",
    ),
    recall=words.which_start,
    key="race_recall",
)
