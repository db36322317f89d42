"""What each of the other roads shows under its picture: charts beside those of an LSTM, and runs of one's own."""

from collections.abc import Callable
from functools import partial

from figures.charts.roads import compared as figures
from figures.charts.roads import states as road_states
from ui import controls, lesson
from ui.lessons.roads import hidden_states, words
from ui.lessons.roads.numbers import (
    NAMES,
    OWN_SEEDS,
    evolve_live,
    latch_by_learner,
    of_reservoir,
    reward_live,
    shipped,
)
from ui.watched import walk, walked


def reservoirs(radius: float) -> None:
    """Whether a reservoir forgets where it began, and what is recalled."""
    spoken, (apart, heard) = words.spoken_reservoir(radius), of_reservoir(radius)
    lesson.say(spoken)
    left, right = lesson.beside(2)
    with left:
        lesson.chart(road_states.apart(apart, lesson.dark()), spoken, "roads_apart")
        lesson.how_to_read(
            "Two runs over the same input that began differently: how far apart they are. Where the "
            "line falls, the beginning is forgotten."
        )
    with right:
        lesson.chart(road_states.recalled(heard, lesson.dark()), spoken, "roads_recalled")
        lesson.how_to_read(
            "How much of the input of so many steps ago a linear reader finds again, on inputs it never saw."
        )


def latches(radius: float) -> None:
    """How long a reservoir holds a sign, beside an LSTM."""
    lesson.say(words.spoken_latch(radius))
    drawn = figures.by_lag(*latch_by_learner(radius), lesson.dark())
    lesson.chart(drawn, words.spoken_latch(radius), "roads_latch")
    lesson.how_to_read(
        "The task: a sign comes, then noise; then the network is asked which sign it was. The *lag* is how many steps "
        "lie in between. The LSTM has 4 units and was trained at lags of up to 50, from five seeds. The reservoir has "
        "100 units; a reader of its own was trained for each lag, up to 100."
    )


def evolved(lag: int) -> None:
    """Evolution beside backpropagation, and a run of one's own."""
    seed = _own_seed()
    _beside_backpropagation("evolution", lag, seed, "sequences", partial(evolve_live, lag, seed))


def rewarded(corridor: int) -> None:
    """Trial and reward beside a teacher, and a run of one's own."""
    seed = _own_seed()
    _beside_backpropagation("policy", corridor, seed, "episodes", partial(reward_live, corridor, seed))


def _own_seed() -> int:
    return controls.number("Seed of your own run", *OWN_SEEDS, "roads_seed", OWN_SEEDS[0])


def _beside_backpropagation(road: str, level: int, seed: int, unit: str, live: Callable) -> None:
    """The ways of a road and of backpropagation, as shipped, in one picture with the learner's own."""
    key, own = f"roads_{road}", (level, seed)
    mine, found = walked(key, own), shipped(road)[str(level)]
    ways = {name: [(way["seen"], way["right"]) for way in found[way_of]] for way_of, name in NAMES[road].items()}
    said = words.spoken_ways(road, level, unit)
    lesson.say(said)
    drawn = figures.ways(ways, ("your run", [mine]) if mine else None, f"{unit} seen", lesson.dark())
    lesson.chart(drawn, said, f"{key}_chart")
    lesson.how_to_read(
        "Each line is one seed. It ends where 95 % are right, or where the seed has given up. Each tick to the right "
        f"is about three times as many {unit}. {words.PLATEAUS[road]}"
    )
    walk(key, own, "Run it here", words.LIMITS[road], live)


def states(_level: int) -> None:
    """How many states a hidden Markov model needs, and which it is in after each word."""
    countries = controls.choice("Countries", list(hidden_states.MOST_STATES), "roads_countries", 2)
    most = hidden_states.MOST_STATES[countries]
    count = controls.number("Hidden states of your own model", 2, most, f"roads_states_{countries}", 8)
    mine = walked("roads_states", (countries, count))
    lesson.say(words.spoken_sizes(countries))
    drawn = figures.by_size(*hidden_states.sized(countries, count, mine), lesson.dark())
    lesson.chart(drawn, words.spoken_sizes(countries), "roads_sizes")
    lesson.how_to_read(
        "Small marks are five seeds, lines their medians. For a hidden Markov model each mark is the likeliest of "
        "three random starts. The star is a model that speaks the language exactly: four places in the sentence, times "
        "the countries."
    )
    teach = partial(hidden_states.teach_live, countries, count)
    walk("roads_states", (countries, count), "Teach it here", words.LIMITS["states"], teach)
    drawn = road_states.belief(*hidden_states.heard(countries, mine), lesson.dark())
    lesson.chart(drawn, "How probable each hidden state is after each word of two sentences.", "roads_belief")
    lesson.how_to_read(words.whose_belief(mine))


FURTHER = {  # of each road, what stands under its picture, folded: title, key, what draws it
    "reservoir": (
        ("Does it forget where it began, and what does it recall?", "roads_fades", reservoirs),
        ("How long it holds a sign, beside an LSTM", "roads_holds", latches),
    ),
    "evolution": (("Every seed beside backpropagation, and a run of your own", "roads_evolved", evolved),),
    "reward": (("Every seed beside a teacher, and a run of your own", "roads_rewarded", rewarded),),
    "states": (("How many states are enough, and a model of your own", "roads_sized", states),),
}
