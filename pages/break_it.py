"""Change one memory, and the answer changes with it."""

from ui import controls, lesson
from ui.components.brought import brought, yours
from ui.guesses import WAITS
from ui.lessons.break_it import claims, guess, hero, pictures, words, workbench
from ui.shipped import evidence, networks, stories
from ui.thread import claims as tested

LESSON = {
    "menu": "Break it",
    "order": 50,
    "icon": ":material/content_cut:",
    "minutes": {25: 6, 50: 6},
    "do": {
        "Guess a row, and hold it": "?broken_guess",
        "Carry a memory over": "carried_over >= 1",
        "Change the answer": "turned = yes",
    },
    "exercises": {
        "Change the answer by a change at one single word.": (
            "turned = yes and held_words = 1",
            "One word is enough: nothing later in the sentence says the country again.",
            "broken_guess",
        )
    },
}

instrument = lesson.place()
with lesson.expander("Another sentence, another network"):
    where, how_far, which, whose = lesson.beside(4)
    with where:
        country = controls.pick("Country", stories.COUNTRIES, "broken_country", "france", str.capitalize)
    with how_far:
        fillers = controls.number("Clauses in between", 0, stories.MOST_FILLERS, "broken_fillers", 3)
    with which:
        cell = controls.choice("Network", networks.COMPARED[::-1], "broken_cell", "lstm", networks.title)
    with whose:
        seed = controls.choice("Seed of its training", networks.seeds(cell), "broken_seed", 0)
    own = yours("broken_whose")

sentence = tuple(stories.story(country, fillers))
with instrument, lesson.refused():
    if own:
        with lesson.hero():
            brought("broken")
    else:
        network = networks.network(cell, seed)
        asked = guess.asked(cell, seed, sentence)
        changes = workbench.changes(network.cell, sentence, network.hidden_size)
        with lesson.hero():
            found, guessed = hero.draw(cell, seed, sentence, changes, asked)
        lesson.how_to_read(words.reading(found, network.cell, guessed))
        lesson.further(pictures.FURTHER, cell, seed, found, changes, guessed=guessed)
        with lesson.expander("Edits by controls, or as text"):
            if asked.waits:
                lesson.waiting(WAITS)
            else:
                workbench.bench(network.cell, sentence, network.hidden_size, evidence.carriers(cell, seed))
tested.offer("break_it", claims.VERDICTS, cell, seed, sentence)

lesson.ending(
    facts=(
        "To **clamp** a value is to set it by hand while the network runs; everything after it is computed anew.",
        "**Carry over** Spain's memory c in mid-story, and the network answers as if it had read “spain”.",
        "Carry over Spain's output h there instead, and nothing happens: in the gap, h does not hold the country.",
        "At the last word it is the other way round: the answer is read from h, and c comes too late.",
    ),
    recall=words.what_flips,
    key="broken_recall",
)
