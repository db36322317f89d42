"""What the equations alone say of the size of a value."""

from collections.abc import Sequence

from lstm_core.equations.graph import Node


def between_0_and_1(nodes: Sequence[Node], k: int) -> bool:
    """Whether the equations alone keep node k between 0 and 1."""
    bounded: list[bool] = []
    for node in nodes[: k + 1]:
        match node.op:
            case "sigmoid":
                bounded.append(True)
            case "number":
                bounded.append(0 <= node.value <= 1)
            case "copy" | "*":
                bounded.append(all(bounded[a] for a in node.args))
            case "-":
                first, second = node.args
                bounded.append(nodes[first] == Node("number", value=1.0) and bounded[second])
            case _:
                bounded.append(False)
    return bounded[k]
