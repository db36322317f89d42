"""What was found in the file: its layers as a table, its notes, the weights of each gate, the biases."""

from collections.abc import Mapping

import numpy as np

from figures.charts.your_model import weights as figures
from lstm_core.board.meanings import meanings
from lstm_core.cell import Cell
from lstm_core.networks.network import Network
from ui import lesson
from ui.lesson import plain
from ui.lessons.your_model import networks
from ui.lessons.your_model.looked import Looked

WAYS = {"forward": "forward", "reverse": "from the end", "bidirectional": "both"}


def draw(found: Looked) -> None:
    """All of it, of the chosen network; the weights of the chosen layer."""
    lesson.table(rows(found))
    if said := notes(found):
        lesson.say(said)
    cell, weights = layer(found)
    gates = matrices(cell, weights)
    if gates:
        label = {name: told.noun for name, told in meanings(cell).items()}
        named = networks.place_named(found.place, bool(found.network.reverse))
        takeaway = f"Weights of layer {named}, gate by gate: from the input above, from the state below."
        lesson.chart(figures.weights(gates, label, lesson.dark()), takeaway, "yours_weights")
        lesson.how_to_read(
            f"{takeaway} One row is one unit that is fed, one column where it is fed from; blue is below zero, red "
            "above. Of more than 64 rows or columns, those next to each other are averaged."
        )
    if found_biases := {name[2:]: value for name, value in weights.items() if name.startswith("b_")}:
        lesson.say(of_biases(found))
        lesson.chart(figures.biases(found_biases, lesson.dark()), of_biases(found), "yours_biases")
        lesson.how_to_read("A mark is one unit, a diamond the median of all. At 0 a gate is half open before it reads.")


def rows(found: Looked) -> list[dict[str, str]]:
    """A row for each layer, as the file holds it; of a network of ours as it runs."""
    if found.one.layers:
        return [
            {
                "layer": plain(one.name[:40]) or "–",
                "kind": one.kind,
                "inputs": f"{one.input_size:,}",
                "units": f"{one.hidden_size:,}",
                "outputs": f"{one.output_size:,}",
                "reads": WAYS[one.direction],
                "options": plain(", ".join(f"{key} {value}" for key, value in one.options.items())[:80]) or "–",
            }
            for one in found.one.layers
        ]
    both = "both" if found.network.reverse else "forward"
    sizes = [(cell.title, cell.sizes(weights)) for cell, weights in found.network.layers]
    return [
        {"layer": f"{k + 1}", "kind": title, "inputs": f"{D:,}", "units": f"{H:,}", "outputs": f"{H:,}", "reads": both}
        for k, (title, (D, H)) in enumerate(sizes)
    ]


def notes(found: Looked) -> str:
    """What whoever looks must be told, as a list; "" for nothing."""
    said = [*found.chosen.opened.notes, *found.one.notes]
    if found.one.layers and not found.one.readout:
        said.append("No readout was found: the answers are the units of the last layer themselves.")
    return "\n".join(f"- {plain(note[:1].upper() + note[1:])}" for note in dict.fromkeys(said) if note)


def layer(found: Looked) -> tuple[Cell, Mapping[str, np.ndarray]]:
    """The cell and the weights of the chosen layer, in the direction that was chosen."""
    return _layer(found.network, *found.place)


def _layer(network: Network, number: int, half: int) -> tuple[Cell, Mapping[str, np.ndarray]]:
    cell, weights = (network.reverse if half else network.layers)[number]
    return cell, weights


def matrices(cell: Cell, weights: Mapping[str, np.ndarray]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """{gate: (from the input, from the state)} of those that have both."""
    names = [name for name in cell.names if f"W_x{name}" in weights and f"W_h{name}" in weights]
    return {name: (weights[f"W_x{name}"], weights[f"W_h{name}"]) for name in names}


def of_biases(found: Looked) -> str:
    """The bias of what keeps the memory, in words."""
    cell, weights = layer(found)
    carry = next(iter(cell.carry.values()), None)
    if carry is None or carry.bias is None or carry.bias[0] not in weights:
        return "The biases of each gate."
    name, values = carry.bias[0], weights[carry.bias[0]]
    low, middle, high = (float(np.quantile(values, q)) for q in (0, 0.5, 1))
    said = (
        f"{name} says how much of the memory is kept before anything is read: it goes from {low:+.2f} to {high:+.2f}, "
        f"median {middle:+.2f}."
    )
    return plain(said.replace("-", "−"))
