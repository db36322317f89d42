"""A stretch of a run as a film: some of its steps and, where there are many, some of its units."""

import numpy as np

from lstm_core.film import Film, film_of_run, of_units
from lstm_core.long_runs.blocks import LongRun
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.sentence_film import top_words

STEPS, UNITS = 100, 128  # of a film: more, and it is several megabytes


def stretch_film(
    run: LongRun, start: int = 0, layer: int = 0, half: int = 0, steps: int = STEPS, noun: str = ""
) -> tuple[Film, tuple[int, ...]]:
    """The film of at most `steps` steps from one of `run.starts`; the units it shows, () where it shows all.

    Of more than `UNITS` units it shows those whose state is largest there. A step is a word, a letter or, of numbers,
    its place in the whole run, counted from 1.
    """
    stop = min(run.steps, start + min(steps, STEPS))
    again = run.again(start, stop)
    trace = again.reverse[layer] if half else again.layers[layer]
    words, named = _words(run, start, stop)
    told = top_words(again) if run.network.output == "choice" and not half else ()
    made = film_of_run(trace, words, (), None, top_words=told, noun=noun or named)
    if made.hidden_size <= UNITS:
        return made, ()
    units = next(iter(made.orders.values()))[:UNITS].tolist()
    return of_units(made, units), tuple(units)


def _words(run: LongRun, start: int, stop: int) -> tuple[tuple[str, ...], str]:
    vocabulary = run.network.vocabulary
    if not vocabulary:
        return tuple(f"{k + 1}" for k in range(start, stop)), "step"
    letters = all(len(word) == 1 for word in vocabulary)
    return tuple(vocabulary[k] for k in run.inputs[start:stop, 0]), "letter" if letters else "word"


def carried_over(run: LongRun, other: LongRun, step: int, names: tuple[str, ...] | None = None) -> NetworkTrace:
    """The run once more, which before `step` is given the state of another run of the network at the same step.

    `names` are those of the state that are carried over, None meaning all; only the steps from there on are computed.
    """
    if run.network.reverse:
        raise ValueError("a network that reads both ways is not carried over into: its halves meet at every step")
    if not 1 <= step < min(run.steps, other.steps):
        most = min(run.steps, other.steps) - 1
        raise ValueError(f"a state is carried over before step 2 to {most + 1}, got {step + 1}")
    own, far = (_state_before(one, step) for one in (run, other))
    chosen = [
        {name: there[name] if names is None or name in names else here[name] for name in here}
        for here, there in zip(own, far, strict=True)
    ]
    return run.network.run(run.inputs[step:], state=chosen)


def _state_before(run: LongRun, step: int) -> list[dict[str, np.ndarray]]:
    start = max(first for first in run.starts if first < step)
    return run.again(start, step, keep="names").final
