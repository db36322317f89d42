"""The networks of an opened file: how they are called, what they read, which layers they have."""

import numpy as np

from lstm_core.models.opened import Opened
from lstm_core.networks.network import Network
from lstm_core.own_data.names import shown
from lstm_core.said import joined

HEAVY = 4_000_000  # weights: more are run in single precision, in which files hold them
Place = tuple[int, int]  # layer, and the direction in which it reads


def called(opened: Opened, number: int) -> str:
    """A network of the file, as a list names it."""
    return f"{number + 1}: {shown(opened.networks[number].name)[:40]}"


def computed(network: Network) -> Network:
    """In single precision where it is heavy."""
    return network.astype(np.float32) if weights_of(network) > HEAVY else network


def weights_of(network: Network) -> int:
    """How many numbers its layers hold."""
    return sum(array.size for layer in (*network.layers, *network.reverse) for array in layer.weights.values())


def places(network: Network) -> list[Place]:
    """All layers from below, each in every direction in which it reads."""
    return [(k, half) for k in range(len(network.layers)) for half in range(2 if network.reverse else 1)]


def place_named(place: Place, both: bool) -> str:
    """A layer as a button names it, from 1; with its direction where there are two."""
    layer, half = place
    return f"{layer + 1} {('forward', 'backward')[half]}" if both else f"{layer + 1}"


def reads_letters(network: Network) -> bool:
    """Whether its words are single characters."""
    return bool(network.vocabulary) and all(len(word) == 1 for word in network.vocabulary)


def told(network: Network) -> str:
    """ "LSTM, 2 layers of 64 units, reads 80 words"."""
    sizes = [cell.sizes(weights)[1] for cell, weights in network.layers]
    titles = list(dict.fromkeys(cell.title for cell, _ in network.layers))
    each = f"{sizes[0]:,}" if len(set(sizes)) == 1 else joined([f"{size:,}" for size in sizes])
    layers = "one layer" if len(sizes) == 1 else f"{len(sizes)} layers"
    both = " in each direction" if network.reverse else ""
    kind = "letters" if reads_letters(network) else "words"
    count = f"{len(network.vocabulary):,} {kind}" if network.vocabulary else f"{network.input_size:,} numbers a step"
    return f"{joined(titles)}, {layers} of {each} units{both}, reads {count}"
