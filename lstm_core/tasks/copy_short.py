"""Copy, short: three symbols to carry, as many as a small network learns to say again within a minute or two."""

from functools import partial

from lstm_core.tasks import Task, held_out
from lstm_core.tasks.copy import LETTERS, VOCABULARY, draw, solved

SYMBOLS = 3
drawing = partial(draw, symbols=SYMBOLS)

TASK = Task(
    title="Copy, short",
    claim="Three symbols have to be carried across a blank and said again in order",
    draw=drawing,
    solved=partial(solved, symbols=SYMBOLS),
    chance=LETTERS**-SYMBOLS,
    vocabulary=VOCABULARY,
    levels={"lag": (1, 10, 10)},
    tests=held_out(drawing, "lag", 5, 10, 20),
    length=lambda lag: lag + 2 * SYMBOLS,
    published="after Arjovsky, Shah & Bengio 2016, who copy ten symbols",
)
