"""The memory of “France” sits in a few cells until it is needed."""

from ui import controls, lesson
from ui.components.alone import alone
from ui.components.film.component import film
from ui.lessons.france import claims, pictures
from ui.lessons.france.words import how_many_keep
from ui.shipped import networks, readings, stories
from ui.shipped.alive import alive_with_more, packed_with_more
from ui.thread import claims as tested

LESSON = {
    "menu": "France → French",
    "order": 40,
    "icon": ":material/movie:",
    "minutes": {10: 7, 25: 8, 50: 8},
    "do": {"Play to the end": "played", "Hold a value": "held_values >= 1", "Change a word": "?say"},
    "exercises": {
        "Make the network say “spanish” by holding one value of one unit.": (
            "answer = spanish and held_values = 1 and carried_over = 0 and turned = yes",
            "One unit can outvote the others when its value is held where training never takes it.",
        ),
        "Find a sentence that it gets wrong, with nothing held.": (
            "right = no and held_words = 0",
            "It has learned one small grammar. Outside it, or far from the country, it is only as good as a habit.",
        ),
    },
}


def story() -> None:
    """The film of a sentence, its controls, and what can be asked of it."""
    picture = lesson.place()
    with lesson.expander("Another sentence, another network"):
        where, how_far, which, whose = lesson.beside(4)
        with where:
            country = controls.pick("Country", stories.COUNTRIES, "france_country", "france", str.capitalize)
        with how_far:
            fillers = controls.number("Clauses in between", 0, stories.MOST_FILLERS, "france_fillers", 3)
        with which:
            cell = controls.pick("Network", networks.filmed(), "france_cell", "lstm", networks.title)
        with whose:
            seed = controls.choice("Seed of its training", networks.seeds(cell), "france_seed", 0)
        told = controls.choice("Story: other clauses in between", stories.STORIES, "france_story", 0)

    words = tuple(stories.story(country, fillers, told))
    with picture, lesson.refused():
        made = networks.film_of(cell, seed, words)
        with lesson.hero():
            lesson.say(
                "At “fluent” the network must name a language, long after the country. Play, and see where it waits."
            )
            film(
                packed_with_more(cell, seed, words, "each other country"),
                key="france_film",
                alive=alive_with_more(cell, seed),
            )
        lesson.waiting(readings.of_changes())
        lesson.waiting(readings.of_carriers(made.orders["carries"], words))

    lesson.further(pictures.FURTHER, words)
    tested.offer("france", claims.VERDICTS, cell, seed, words)


alone(story)

lesson.ending(
    facts=(
        "**c is the memory, h the output.** The country waits in c; h shows it when a language is asked for.",
        "The **forget gate** f says how much of a memory is kept: 1 keeps, 0 erases. It is hardly ever quite 0 or 1.",
        "Nobody chose the units that carry the country: training did. Another seed finds others.",
        "The network is tiny, and its sentences come from a small grammar made for this lesson.",
    ),
    recall=how_many_keep,
    key="france_recall",
)
