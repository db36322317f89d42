"""What people tried before and beside."""

from functools import partial

from figures.charts import roads as figures
from ui import controls, lesson, watched
from ui.lessons.roads import hidden_states, roads

LESSON = {"menu": "Other roads", "order": 78, "icon": ":material/alt_route:", "minutes": {}}

lesson.say(
    "Sending the error back through gates is one road to a memory. Here are four others, each on a small task that "
    "needs one, and beside it an LSTM that backpropagation has trained on the same task."
)
road = controls.choice("Road", list(roads.ROADS), "roads_road", "reservoir", roads.ROADS.get)
lesson.say(roads.CLAIMS[road])

if road == "reservoir":
    radius = controls.value("Spectral radius", 0.1, 1.6, "roads_radius", 0.9)
    with lesson.refused():
        lesson.say(roads.spoken_reservoir(radius))
        apart, heard = roads.of_reservoir(radius)
        left, right = lesson.beside(2)
        with left:
            lesson.chart(figures.apart(apart, lesson.dark()), roads.spoken_reservoir(radius), "roads_apart")
            lesson.how_to_read("Two runs over the same input that began differently. A line that falls is an echo.")
        with right:
            lesson.chart(figures.recalled(heard, lesson.dark()), roads.spoken_reservoir(radius), "roads_recalled")
            lesson.how_to_read("How much of the input so many steps ago a linear reader finds, on input it never saw.")
        lesson.say(roads.spoken_latch(radius))
        lesson.chart(
            figures.by_lag(*roads.latch_by_learner(radius), lesson.dark()), roads.spoken_latch(radius), "roads_latch"
        )
        lesson.how_to_read(
            "Latch: a sign, then noise, then the question which sign it was. The LSTM has 4 units, was trained at lags "
            "of up to 50, five seeds; the reservoir has 100 units, its reader learned each lag for itself, up to 100."
        )
elif road == "evolution":
    lag = controls.choice("Latch: steps of noise after the sign", roads.LAGS, "roads_lag", roads.LAGS[-1])
    seed = controls.number("Seed of your own run", *roads.OWN_SEEDS, "roads_seed", roads.OWN_SEEDS[0])
    with lesson.refused():
        roads.beside_backpropagation("evolution", lag, seed, "sequences", roads.LIMITS["evolution"])
elif road == "reward":
    corridor = controls.choice("Corridor, in steps", roads.CORRIDORS, "roads_corridor", roads.CORRIDORS[0])
    seed = controls.number("Seed of your own run", *roads.OWN_SEEDS, "roads_seed", roads.OWN_SEEDS[0])
    with lesson.refused():
        roads.beside_backpropagation("policy", corridor, seed, "episodes", roads.LIMITS["reward"])
else:
    countries = controls.choice("Countries", list(hidden_states.MOST_STATES), "roads_countries", 2)
    most = hidden_states.MOST_STATES[countries]
    states = controls.number("Hidden states of your own model", 2, most, f"roads_states_{countries}", 8)
    with lesson.refused():
        mine = watched.walked("roads_states", (countries, states))
        lesson.say(hidden_states.spoken_sizes(countries))
        drawn = figures.by_size(*hidden_states.sized(countries, states, mine), lesson.dark())
        lesson.chart(drawn, hidden_states.spoken_sizes(countries), "roads_sizes")
        lesson.how_to_read(
            "Small marks are five seeds, lines their medians; for a hidden Markov model each is the likeliest of three "
            "starts. The star speaks the language exactly: four places in the sentence, times the countries."
        )
        teach = partial(hidden_states.teach_live, countries, states)
        watched.walk("roads_states", (countries, states), "Teach it here", hidden_states.LIMITS, teach)
        drawn = figures.belief(*hidden_states.heard(countries, mine), lesson.dark())
        lesson.chart(drawn, "How probable each hidden state is after each word of two sentences.", "roads_belief")
        lesson.how_to_read(hidden_states.whose_belief(mine))

lesson.ending(
    facts=(
        "A **reservoir** escapes vanishing gradients by not using any. What it echoes fades, and is at most one "
        "number for each unit.",
        "**Evolution** needs no derivative at all and pays in sequences; **reward** needs that of the network alone.",
        "A **hidden Markov model** multiplies, countries by places; units that hold numbers need not.",
        "A spectral radius below 1 does not prove that a reservoir forgets its beginning; measure it.",
    ),
    recall=roads.which_radius,
    key="roads_recall",
)
