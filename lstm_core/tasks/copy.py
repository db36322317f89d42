"""Copy: ten symbols, a long blank, and then the ten symbols again (Arjovsky, Shah & Bengio 2016, arXiv 1511.06464)."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, drawn, held_out

VOCABULARY = ("blank", *"abcdefgh", "now")
BLANK, NOW = 0, 9
SYMBOLS, LETTERS = 10, 8


def draw(rng: np.random.Generator, batch_size: int, lag: int | tuple[int, int] = 10, symbols: int = SYMBOLS) -> Batch:
    """Ten letters, `lag` - 1 blanks, "now", ten blanks; wanted: `lag` + 10 blanks, then the ten letters.

    Every one of the `lag` + 20 steps is scored, as Bai, Kolter & Koltun (2018) do. Or as many
    `symbols` in place of ten.
    """
    lags, columns = drawn(rng, batch_size, lag), np.arange(batch_size)
    inputs = np.full((lags.max() + 2 * symbols, batch_size), BLANK)  # (T, B)
    letters = rng.integers(1, LETTERS + 1, (symbols, batch_size))
    inputs[:symbols] = letters
    inputs[symbols + lags - 1, columns] = NOW
    targets = np.full_like(inputs, BLANK)
    targets[symbols + lags + np.arange(symbols)[:, None], columns] = letters
    lengths = lags + 2 * symbols
    scored = np.arange(len(inputs))[:, None] < lengths
    return Batch(inputs, targets, scored.astype(np.float32), lengths)


def solved(outputs: np.ndarray, batch: Batch, symbols: int = SYMBOLS) -> np.ndarray:
    """Whether all letters, asked for at the end, are the likeliest in their places, (B,) bool."""
    places = batch.lengths - symbols + np.arange(symbols)[:, None]  # (10, B)
    columns = np.arange(len(batch.lengths))
    return (outputs[places, columns].argmax(axis=-1) == batch.targets[places, columns]).all(axis=0)


TASK = Task(
    title="Copy",
    claim="Ten symbols have to be carried across a blank and said again in order",
    draw=draw,
    solved=solved,
    chance=LETTERS**-SYMBOLS,
    vocabulary=VOCABULARY,
    levels={"lag": (1, 10, 10)},
    tests=held_out(draw, "lag", 5, 10, 20),
    length=lambda lag: lag + 2 * SYMBOLS,
    published="Bai, Kolter & Koltun 2018, lag 1000: loss LSTM 0.0204, GRU 0.0197, RNN 0.0202; without memory 0.0204",
    race=Raceable(
        # Without memory: sure of every blank, and one of eight letters at each of the last ten steps.
        baseline=lambda lag: SYMBOLS * float(np.log(LETTERS)) / (lag + 2 * SYMBOLS),
        recipe={"hidden_size": 64, "batch_size": 16, "sequences": 100_000},
    ),
)
