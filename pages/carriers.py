"""A few cells carry the country, and their gates give them away."""

from figures.charts.questions.seeds import shares_by_seed
from figures.charts.swaps import flips_by_count
from ui import controls, lesson
from ui.components.film.component import film
from ui.lessons.carriers import numbers, pictures, tables, words
from ui.shipped import answers, evidence, networks, start
from ui.shipped.alive import alive

LESSON = {"menu": "Carriers", "order": 55, "icon": ":material/hub:", "minutes": {50: 5}}

lesson.say(
    "Which of the 64 units hold “france” while the story goes on? Do not trust the colour of a picture: carry another "
    "country's values into a unit and see whether the answer follows. Twenty stories that training never showed are "
    "told with each of twenty countries."
)
which, whose, ranked, guessed = lesson.beside(4)
with which:
    cell = controls.choice("Network", networks.COMPARED[::-1], "carriers_cell", "lstm", networks.title)
with whose:
    seed = controls.choice("Seed of its training", networks.seeds(cell), "carriers_seed", 0)
with ranked:
    by = controls.choice("Rank units by", numbers.orders(cell, seed), "carriers_by", "selectivity", numbers.ORDERS.get)
with guessed:
    guess = controls.guess(
        "Guess first: a unit that carries it", 0, networks.network(cell, seed).hidden_size - 1, "carriers_guess"
    )

lesson.heading("Which units?")
with lesson.refused():
    pictures.draw_ranking(cell, seed, guess)

lesson.heading("Swap them, and only them")
with lesson.refused():
    found, carriers = evidence.of_run(cell, seed), evidence.carriers(cell, seed)
    drawn = flips_by_count(numbers.counts(), found["top"][by], found["random"], len(carriers), lesson.dark())
    lesson.chart(drawn, words.spoken_swaps(cell, seed), "carriers_count")
    lesson.how_to_read(
        "In mid-gap, the memory of so many units is replaced by what another country left there. Gold: the first units "
        "of your ranking. Dashed: random units, the band from the luckiest of ten sets to the unluckiest."
    )

lesson.heading("Try it yourself")
with lesson.refused():
    film(
        networks.film_of(cell, seed, start.words_of_start()),
        key="carriers_film",
        alternatives="each other country",
        alive=alive(cell, seed),
    )
    lesson.how_to_read(words.to_try(cell, seed))

lesson.heading("When is the memory needed?")
with lesson.refused():
    pictures.draw_maps(cell, seed)

lesson.heading("Forgetting, and reading without using")
with lesson.refused():
    drawn = shares_by_seed(numbers.forgetting_and_reading(), answers.CHANCE, lesson.dark())
    lesson.chart(drawn, tables.spoken_forgetting(), "carriers_forget")
    lesson.how_to_read(
        "A mark is one seed. To forget is to close the gate that keeps, for one step in mid-gap. A *linear reader* is "
        "trained to name the country from c or h in mid-gap: it reads h too, though swapping h there changes nothing. "
        "**Decodable is not used.**"
    )
    with lesson.expander("All experiments, all seeds"):
        lesson.table(tables.table())
        lesson.say(tables.honest())

lesson.ending(
    facts=(
        "**Carriers** are the units whose swapped memory turns the answer. Random units of the same number do not.",
        "They can be found without any label: their forget gates multiply to nearly 1 across the gap.",
        "Close their gates for one step and the country is gone; close all the others' and it stays.",
        "That a reader can decode something from h does not mean that the network uses it.",
    ),
    recall=words.how_many_carry,
    key="carriers_recall",
)
