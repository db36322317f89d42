"""The memory of a second input, carried over into the run of the first: what becomes of the run."""

import numpy as np

from figures.charts.your_model import along as figures
from lstm_core.long_runs.blocks import LongRun
from lstm_core.long_runs.stretch import carried_over
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.said import percent
from ui import controls, lesson
from ui.lesson import plain
from ui.lessons.your_model.dropped import inputs, session
from ui.lessons.your_model.dropped.inputs import Input
from ui.lessons.your_model.looked import Looked, reading

MOST = 999  # steps that a slider offers


def draw(found: Looked) -> None:
    """A second input, a step, which part of the state; the distance from both runs, the answers."""
    if found.network.reverse:
        lesson.say("A network that reads both ways has no memory to hand on in the middle: its halves meet everywhere.")
        return
    if found.run.steps < 3:
        lesson.say("An input of at least three steps is needed.")
        return
    far = other(found)
    run = reading(found.chosen, far)
    last = min(run.steps, found.run.steps, MOST) - 1
    if last < 2:
        lesson.say("The second input needs at least three steps.")
        return
    where, what = lesson.beside(2)
    with where:
        step = controls.number("After step", 1, last, f"yours_carry_{last}", max(1, last // 2))
    states = list(dict.fromkeys((*found.seen.cell.states,)))
    with what:
        which = controls.choice(
            "Carried over", ["all", *states] if len(states) > 1 else ["all"], "yours_carried", "all"
        )
    names = None if which == "all" else (which,)
    key = ("carried", *found.key, far.digest, step, which)
    made = session.kept(key, lambda: carried_over(found.run, run, step, names))
    shares = distances(found, made, step)
    said = outcome(found, run, made, step)
    lesson.say(said)
    lesson.chart(figures.towards(shares, step + 1, lesson.dark()), said, "yours_towards")
    lesson.how_to_read(
        "Up: how far the states with the carried memory lie from those without it, in the layer that is shown. At 0 no "
        "trace is left of what was carried over."
    )


def other(found: Looked) -> Input:
    """The second input, of the same kind."""
    network = found.network
    if network.vocabulary:
        text = controls.sentence("The second input, in its own words", "yours_other", inputs.second(network))
        return inputs.typed(network, text or inputs.second(network))
    seed = controls.number("The second input: random numbers of seed", 0, 99, "yours_other_seed", 1)
    return inputs.random(network, max(inputs.SHORTEST, found.run.steps), seed)


def distances(found: Looked, made: NetworkTrace, step: int) -> dict[str, np.ndarray]:
    """{each state: ‖with it − without it‖ at every step after}, of the chosen layer."""
    start = max(first for first in found.run.starts if first <= step)
    alone = found.run.again(start, found.run.steps, keep="names").layers[found.place[0]]
    with_it = made.layers[found.place[0]]
    names = dict.fromkeys((*found.seen.cell.states, "h"))
    return {name: np.linalg.norm(with_it[name][:, 0] - alone[name][step - start :, 0], axis=1) for name in names}


def outcome(found: Looked, other_run: LongRun, made: NetworkTrace, step: int) -> str:
    """What is answered in the end by the run itself, with the memory, and by the run it came from."""
    if found.network.output != "choice" or found.run.answers is None or other_run.answers is None:
        away = float(
            np.abs(made.logits[-1, 0] - found.run.again(found.run.starts[-1], found.run.steps).logits[-1, 0]).max()
        )
        return f"After the last step, the largest change in what the network gives out is {away:.3g}."
    ends = {"alone": found.run.answers[-1], "with": made.logits[-1, 0], "other": other_run.answers[-1]}
    said = {which: _likeliest(found, row) for which, row in ends.items()}
    return (
        f"Alone it answers {said['alone']}. With the memory carried over after step {step} it answers "
        f"{said['with']}. The second input by itself gives {said['other']}."
    )


def _likeliest(found: Looked, logits: np.ndarray) -> str:
    shares = np.exp(logits - logits.max())
    best = int(shares.argmax())
    return f"**{plain(found.network.answers[best])}** ({percent(float(shares[best] / shares.sum()))})"
