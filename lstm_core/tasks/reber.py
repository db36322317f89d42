"""Embedded Reber grammar: the second letter returns as the last but one (Hochreiter & Schmidhuber 1997, exp. 1)."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, drawn, held_out

VOCABULARY = tuple("BTPSXVE")
# Reber (1967): from each node two letters, equally likely, or one, and where they lead.
REBER = ("B1", "T2 P3", "S2 X4", "T3 V5", "X3 S6", "P4 V6", "E7")
SHORTEST = 6  # steps from the letter to its return in the shortest strings
RARE = 0.01


def arcs() -> dict[str, dict[str, str]]:
    """{node: {letter: node}} of the embedded grammar: B, T or P, a string of the Reber grammar, the same letter, E."""
    found = {"start": {"B": "choice"}, "choice": {"T": "T0", "P": "P0"}, "last": {"E": "end"}, "end": {}}
    for kept in "TP":
        found |= {f"{kept}{k}": {arc[0]: f"{kept}{arc[1]}" for arc in REBER[k].split()} for k in range(len(REBER))}
        found[f"{kept}{len(REBER)}"] = {kept: "last"}
    return found


NODES = list(arcs())
START, END = NODES.index("start"), NODES.index("end")
STEP = np.full((len(NODES), len(VOCABULARY)), -1)  # where a letter leads, -1: not allowed here
for _node, _letters in arcs().items():
    for _letter, _next in _letters.items():
        STEP[NODES.index(_node), VOCABULARY.index(_letter)] = NODES.index(_next)
LEGAL = STEP >= 0
SURVIVAL = [0.0], [np.ones(len(NODES))]  # logarithms of scales and what they scale, by number of letters


def survival(letters: int) -> np.ndarray:
    """How likely, from each node, at least so many letters still come; relative to the likeliest node."""
    scale, rows = SURVIVAL
    while len(rows) <= letters:
        onward = np.where(LEGAL, rows[-1][STEP], 0).sum(axis=1) / np.maximum(LEGAL.sum(axis=1), 1)
        scale.append(scale[-1] + np.log(onward.max()))  # kept apart: far ahead it is too small for a number
        rows.append(onward / onward.max())
    return rows[letters]


def choices(letters: int) -> np.ndarray:
    """The probability of each letter at each node, (nodes, 7), in a string with at least so many letters to come."""
    onward = np.where(LEGAL, survival(max(letters - 1, 0))[STEP], 0)
    return onward / np.maximum(onward.sum(axis=1, keepdims=True), 1e-300)


def draw(rng: np.random.Generator, batch_size: int, lag: int | tuple[int, int] = SHORTEST) -> Batch:
    """Strings whose second letter comes back after at least `lag` steps; each letter is to predict the next one."""
    strings = [string(rng, int(shortest)) for shortest in drawn(rng, batch_size, lag)]
    lengths = np.array([len(letters) - 1 for letters in strings])
    ids = np.full((lengths.max() + 1, batch_size), VOCABULARY.index("E"))
    for column, letters in enumerate(strings):
        ids[: len(letters), column] = letters
    scored = np.arange(lengths.max())[:, None] < lengths
    return Batch(ids[:-1], ids[1:], scored.astype(np.float32), lengths)


def string(rng: np.random.Generator, lag: int = SHORTEST) -> list[int]:
    """The ids of one string, drawn as the grammar draws them, among those with at least this lag."""
    node = START
    letters: list[int] = []
    while node != END:
        p = choices(lag + 3 - len(letters))[node]  # B, the letter and E stand outside the lag
        letters.append(int(np.searchsorted(np.cumsum(p), rng.random() * p.sum(), side="right")))
        node = STEP[node, letters[-1]]
    return letters


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether at every step the letters that the grammar allows next are the most active, (B,) bool."""
    legal, here = allowed(batch), np.arange(len(batch.inputs))[:, None] < batch.lengths
    lowest, highest = np.where(legal, outputs, np.inf).min(axis=-1), np.where(legal, -np.inf, outputs).max(axis=-1)
    return (~here | (lowest > highest)).all(axis=0)


def allowed(batch: Batch) -> np.ndarray:
    """Which letters the grammar allows next, after each step, (T, B, 7) bool."""
    nodes = np.full(len(batch.lengths), START)
    found = np.zeros((*batch.inputs.shape, len(VOCABULARY)), dtype=bool)
    for t, letters in enumerate(batch.inputs):
        nodes = np.where(t < batch.lengths, STEP[nodes, letters], nodes)
        found[t] = LEGAL[nodes]
    return found


def baseline(lag: int = SHORTEST) -> float:
    """The loss of always giving each letter the share it has among the letters to predict."""
    at: np.ndarray = np.zeros(len(NODES))
    counts = np.zeros(len(VOCABULARY))
    at[START] = 1
    for passed in range(lag + 3 + 1000):  # what is left after that is far below rounding
        letters = at[:, None] * choices(lag + 3 - passed)
        counts += letters.sum(axis=0) * (passed > 0)  # nothing predicts the first B
        at = np.bincount(STEP[LEGAL], letters[LEGAL], len(NODES))
    share = counts / counts.sum()
    return float(-share @ np.log(share))


def usual(lag: int = SHORTEST, rare: float = RARE) -> int:
    """The lag that only one string in a hundred, or so `rare` a one, exceeds among those with at least this one."""
    longest, least = lag, survives(lag + 3) + np.log(rare)
    while survives(longest + 4) >= least:
        longest += 1
    return longest


def survives(letters: int) -> float:
    """The logarithm of the share of all strings that have at least so many letters."""
    row = survival(letters)
    return SURVIVAL[0][letters] + float(np.log(row[START]))


TASK = Task(
    title="Embedded Reber grammar",
    claim="The second letter has to come back at the end, whatever stood between",
    draw=draw,
    solved=solved,
    chance=1 / 2,  # knowing the grammar, but not which of two letters began
    vocabulary=VOCABULARY,
    outputs=VOCABULARY,
    levels={"lag": (SHORTEST, SHORTEST, SHORTEST)},
    tests=held_out(draw, "lag", 6, 20, 40),
    length=lambda lag: usual(lag) + 2,
    published="Hochreiter & Schmidhuber 1997: LSTM 8,440 to 39,740 strings; Elman's net never in 200,000",
    race=Raceable(
        baseline=baseline,
        trained=lambda lag: (lag, usual(lag)),
        reported={(SHORTEST, "LSTM 1997, its fastest"): 8_440},
        recipe={"sequences": 40_000},
    ),
)
