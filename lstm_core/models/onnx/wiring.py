"""Which recurrent layer of an ONNX graph reads what which other one gives."""

from collections.abc import Sequence

from lstm_core.models.onnx.graph import OWN_DOMAINS, Node
from lstm_core.models.onnx.layers import Place

ARRANGES = ("Identity", "Transpose", "Squeeze", "Unsqueeze", "Reshape", "Cast", "Dropout")  # changes no number
MAX_STEPS = 16


def chains(found: Sequence[Place]) -> tuple[tuple[int, ...], ...]:
    """The layers by number, in groups: each but the first reads the whole output of the one before it."""
    groups: list[list[int]] = []
    for k, place in enumerate(found):
        below = _reads(place, found)
        home = next((group for group in groups if group[-1] == below), None)
        if home is None:
            groups.append([k])
        else:
            home.append(k)
    return tuple(tuple(group) for group in groups)


def between(place: Place) -> list[Node]:
    """The nodes that only arrange what another one gave, from a layer's input backwards, and then that other one."""
    name, nodes = place.node.input(0), []
    for _ in range(MAX_STEPS):
        node = place.constants.made.get(name)
        if node is None:
            break
        nodes.append(node)
        if node.op not in ARRANGES or node.domain not in OWN_DOMAINS:
            break
        name = node.input(0)
    return nodes


def _reads(place: Place, found: Sequence[Place]) -> int | None:
    path = between(place)
    if not path:
        return None
    name = path[-2].input(0) if len(path) > 1 else place.node.input(0)
    for k, other in enumerate(found):
        if other.node is path[-1] and other.node.outputs[0] == name:
            return k
    return None
