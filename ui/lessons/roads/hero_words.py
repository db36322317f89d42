"""What the pictures of the roads say: labels, and sentences with places for numbers."""

COMMON = {
    "waiting": "Guess first, above. Then this plays.",
    "step": "step {at} of {all}",
    "another": "Another one",
}
LEARNERS = {"0": "at the start", "1": "after {seen}", "2": "at the end, after {seen}", "share": "{share} right"}
WORDS = {
    "reservoir": COMMON
    | {
        "clock": "Steps after the impulse",
        "picture": "The echo of one impulse in all 100 units, and how large it is beside the first.",
        "units": "100 units: red above zero, blue below, pale near zero",
        "x": "steps after the impulse",
        "y": "size of the echo, the first is 1",
        "guess": "your guess",
        "truth": "a tenth left",
        "never": "your guess: never",
        "said": "step {at}: {size} left",
    },
    "evolution": COMMON
    | LEARNERS
    | {
        "clock": "Steps of the signal",
        "picture": "The signal, step by step, and to which sign the network leans after each of them.",
        "signal": "signal",
        "leans": "the network leans to",
        "plus": "plus",
        "minus": "minus",
        "asked": "asked: was it plus or minus?",
        "needed": "sequences until 95 % right; a dot is a seed",
        "guess": "your guess",
        "said": "{sign} {share}",
        "unit": "sequences",
    },
    "reward": COMMON
    | LEARNERS
    | {
        "clock": "Steps of the walk",
        "picture": "A T-maze seen from above: the sign at the entrance, the walker, and what it is about to do.",
        "sign": "sign",
        "actions": ["forward", "left", "right"],
        "will": "probability of each step",
        "reach": "walks that reach the end and turn",
        "turn": "of these, turned as the sign said",
        "guess": "you said: this one",
        "truth": "✓ learned by then",
        "said": "you said",
        "right": "right turn: reward 4",
        "wrong": "wrong turn: −0.1",
        "lost": "too late: the walk is over",
        "bump": "bump: −0.1",
        "unit": "episodes",
    },
    "states": COMMON
    | {
        "clock": "Words of the sentence",
        "picture": "Hidden states as boxes; an arrow is as thick as the move is probable; the box it is in is filled.",
        "guess": "your guess: {count}, framed twice",
        "truth": "{count} states",
        "word": "after “{word}”",
        "places": ["country", "in between", "fluent", "language"],
    },
}
READINGS = {
    "reservoir": "The reservoir gets the number 1 once, and then zeros. Each dot is one of its units. The line is "
    "the size of the echo, the root mean square of all units; at the impulse it is 1. Each grid line is a tenth of "
    "the one above.",
    "evolution": "Black is the sign, grey the noise. The coloured line is what a real network would answer after each "
    "step: at the top surely plus, at the bottom surely minus. It is the learner of seed 0.",
    "reward": "This is a real network, of seed 0. It draws every step at random, with the probabilities that the "
    "bars show. It sees the sign only at the entrance, above the first cell.",
    "states": "A column is a place in the sentence, a row a country. This model is written by hand and speaks the "
    "language exactly. The colour says how probable each state is after the words so far.",
}
