"""Two files side by side, as before and after fine-tuning: how far their weights lie apart, gate by gate."""

from collections.abc import Mapping

import numpy as np

from figures.charts.your_model import weights as figures
from lstm_core.board.meanings import meanings
from lstm_core.networks.network import Network
from ui import controls, lesson
from ui.lesson import plain
from ui.lessons.your_model.dropped import sources
from ui.lessons.your_model.further import found as contents
from ui.lessons.your_model.looked import Looked


def draw(found: Looked) -> None:
    """The chosen file beside another one."""
    others = [label for label in sources.sources() if label != found.chosen.source.label]
    beside = controls.pick("Compare with", others, "yours_beside", others[0]) if others else None
    if beside is None:
        lesson.waiting("Drop two files, for example before and after fine-tuning. Then they are compared here.")
        return
    source = sources.sources()[beside]
    opened = sources.opened(source)
    number = min(found.chosen.number, len(opened.networks) - 1)
    second = opened.networks[number].network
    rows = table(found.network, second)
    lesson.table(rows)
    lesson.how_to_read(
        f"{plain(found.chosen.source.name)} beside {plain(source.name)}: the length of the difference as a share of "
        "the length of the weights, and the largest single difference."
    )
    cell, weights = contents.layer(found)
    layer, half = found.place
    both = second.reverse if half else second.layers
    if layer >= len(both) or not alike(weights, both[layer].weights):
        lesson.say("The chosen layer has no counterpart of the same cell and sizes, so no map of differences is drawn.")
        return
    apart = {name: both[layer].weights[name] - array for name, array in weights.items()}
    gates = contents.matrices(cell, apart)
    label = {name: told.noun for name, told in meanings(cell).items()}
    takeaway = "The second file minus the first, weight by weight: from the input above, from the state below."
    lesson.chart(figures.weights(gates, label, lesson.dark()), takeaway, "yours_apart")
    lesson.how_to_read(f"{takeaway} Paper is no difference.")


def alike(one: Mapping[str, np.ndarray], two: Mapping[str, np.ndarray]) -> bool:
    """Whether two layers have weights of the same names and shapes."""
    return {k: v.shape for k, v in one.items()} == {k: v.shape for k, v in two.items()}


def table(one: Network, two: Network) -> list[dict[str, str]]:
    """A row for each weight of either network; what one of them lacks is said."""
    rows = []
    for name in dict.fromkeys((*one.parameters, *two.parameters)):
        a, b = one.parameters.get(name), two.parameters.get(name)
        if a is None or b is None:
            said = {"difference": "only in the " + ("second" if a is None else "first"), "largest": "–"}
        elif a.shape != b.shape:
            said = {"difference": f"{_sizes(a)} and {_sizes(b)}", "largest": "–"}
        else:
            length = float(np.linalg.norm(a)) or 1.0
            said = {
                "difference": f"{100 * float(np.linalg.norm(b - a)) / length:.3g} %",
                "largest": f"{float(np.abs(b - a).max()):.3g}",
            }
        rows.append({"weights": plain(name), **said})
    return rows


def _sizes(array: np.ndarray) -> str:
    return " × ".join(map(str, array.shape))
