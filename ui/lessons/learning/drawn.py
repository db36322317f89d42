"""What the page gets of a training: the network as its seed drew it, sequences to learn from, and some to look at."""

from typing import Any

import numpy as np
import streamlit as st

from lstm_core import TASKS
from lstm_core.learning.first_network import new_network
from lstm_core.live.answered import asked, rule_of
from lstm_core.live.packed import packed
from lstm_core.live.pool import pool
from lstm_core.networks.network import Network
from ui.lessons.learning.choice import Choice
from ui.lessons.learning.recipes import RECIPES, labels, level_name

SHOWN, FILMED = 12, 4712  # sequences that can be looked at; the second number of the seed that draws them


@st.cache_resource(max_entries=32, show_spinner=False)
def network(choice: Choice) -> Network:
    """Before the first update."""
    return new_network(choice.kind(), TASKS[choice.task], choice.config())


@st.cache_resource(max_entries=24, show_spinner="The sequences are drawn …")
def bodies(choice: Choice) -> tuple[bytes, bytes]:
    """The network's message, and that of all sequences."""
    recipe, task = RECIPES[choice.task], TASKS[choice.task]
    first = network(choice)
    levels = recipe.levels
    return packed(first), pool(first, task, choice.config(), levels=levels, held_out=levels, most=recipe.most)


@st.cache_resource(max_entries=32, show_spinner=False)
def sequences(task: str, seed: int) -> list[dict[str, Any]]:
    """Some that no training draws: inputs, what stands over each step, the steps that are asked with what is right."""
    about, recipe = TASKS[task], RECIPES[task]
    rng = np.random.default_rng([seed, FILMED])
    batch = about.sample(rng, SHOWN, **{level_name(task): recipe.level})
    rule = rule_of(task)
    wanted = asked(rule, batch)
    allowed = rule.allowed(batch) if rule.allowed else None
    found = []
    for b in range(SHOWN):
        shown, told = labels(task, batch, b)
        steps = np.flatnonzero(wanted[: batch.lengths[b], b])
        targets = batch.targets[steps, b].reshape(len(steps), -1)[:, 0]
        kind = int if about.output == "choice" else float
        found.append(
            {
                "inputs": batch.inputs[: batch.lengths[b], b].ravel().tolist(),
                "labels": shown,
                "told": told if any(told) else [step in steps for step in range(len(told))],
                "asked": [[int(step), kind(target)] for step, target in zip(steps, targets, strict=True)],
                "allowed": None if allowed is None else [np.flatnonzero(allowed[step, b]).tolist() for step in steps],
            }
        )
    return found


def start_of_bias(choice: Choice) -> float | None:
    """Where the biases that keep were drawn, their mean; None where the cell has none."""
    cell = choice.kind()
    kept = [carry.bias for carry in cell.carry.values() if carry.bias]
    if not kept:
        return None
    name, sign = kept[0]
    (weights,) = [layer.weights for layer in network(choice).layers]
    return round(sign * float(np.mean(weights[name])), 1)
