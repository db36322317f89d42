"""The recurrent layers of an ONNX graph, and of the graphs inside it, as records."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.layouts.record import GATES, Recurrent
from lstm_core.models.errors import ModelFileError
from lstm_core.models.limits import UNITS, check_count
from lstm_core.models.onnx.folding import Constants
from lstm_core.models.onnx.graph import OWN_DOMAINS, Graph, Node
from lstm_core.models.precision import check_finite

PARTS = {"W": 1, "R": 2, "B": 3, "P": 7}
WIRED = {4: "how long each sequence is", 5: "the output", 6: "the memory"}
HALF = "{}: the file keeps its weights as float16; they are computed with as float32."


@dataclass(frozen=True, eq=False)
class Place:
    """Where a recurrent layer stands: its node, in which graph, and the constants that can be seen from there."""

    node: Node
    constants: Constants
    path: str

    @property
    def name(self) -> str:
        return self.path + (self.node.name or next((out for out in self.node.outputs if out), self.node.op))


def places(graph: Graph, beside: Mapping[str, bytes]) -> tuple[Place, ...]:
    """Every recurrent layer of the default domain, in the order in which the file has them."""
    return _places(graph, beside, None, "")


def _places(graph: Graph, beside: Mapping[str, bytes], around: Constants | None, path: str) -> tuple[Place, ...]:
    constants, found = Constants(graph, beside, around), []
    for node in graph.nodes:
        if node.op in GATES and node.domain in OWN_DOMAINS:
            found.append(Place(node, constants, path))
        for inner in node.graphs:
            found += _places(inner, beside, constants, f"{path}{node.name or node.op}/")
    return tuple(found)


def recurrent(place: Place) -> Recurrent | str:
    """The layer at a place; a sentence where its weights are no constants; ModelFileError for what is refused."""
    node, name = place.node, place.name
    if node.whole("layout"):
        raise ModelFileError(f"{name} has layout=1, sequences first, which ONNX Runtime does not run; export layout=0")
    given = {part: place.constants.value(node.input(k)) for part, k in PARTS.items()}
    W, R = given["W"], given["R"]
    if W is None or R is None or any(given[part] is None and node.input(k) for part, k in PARTS.items()):
        return f"{name} is left out: its weights are computed while the graph runs."
    if W.ndim != 3 or R.ndim != 3:
        raise ModelFileError(f"{name}: W and R of a layer have three axes, got shapes {W.shape} and {R.shape}")
    notes = [HALF.format(name)] if W.dtype == np.float16 else []
    check_count(name, R.shape[-1], UNITS, "units")
    dtype = np.float64 if W.dtype == np.float64 else np.float32
    if given["B"] is None:
        given["B"] = np.zeros((W.shape[0], 2 * W.shape[1]))
    parts = {part: array.astype(dtype) for part, array in given.items() if array is not None}
    if node.op != "LSTM":
        parts.pop("P", None)
    for part, array in parts.items():
        check_finite(name, part, array)
    if (units := node.attributes.get("hidden_size", R.shape[-1])) != R.shape[-1]:
        raise ModelFileError(f"{name} says that it has {units} units, but its weights R are for {R.shape[-1]}")
    direction = node.attributes.get("direction", "forward")
    if direction not in ("forward", "reverse", "bidirectional"):
        raise ModelFileError(f"{name}: a layer reads forward, reverse or bidirectional, got {direction!r:.40}")
    initial, wired = _initial(place)
    try:
        return Recurrent(node.op, name, **parts, direction=str(direction), options=_options(node, name),
                         initial=initial, notes=(*notes, *wired))  # fmt: skip
    except ValueError as error:
        raise ModelFileError(str(error)) from None


def _options(node: Node, name: str) -> dict:
    """The attributes of ONNX that change what the layer computes."""
    found: dict = {}
    for option in ("activations", "activation_alpha", "activation_beta"):
        kind: type = str if option == "activations" else float
        listed = node.listed(option)
        if listed is not None:
            if any(not isinstance(value, kind) for value in listed):
                raise ModelFileError(f"{name}: its {option} are no list of {'names' if kind is str else 'numbers'}")
            found[option] = listed
    if clip := node.attributes.get("clip"):
        if not isinstance(clip, float):
            raise ModelFileError(f"{name}: its clip is no number")
        found["clip"] = clip
    return found | {option: 1 for option in ("input_forget", "linear_before_reset") if node.whole(option)}


def _initial(place: Place) -> tuple[dict[str, np.ndarray], list[str]]:
    """(the state to begin with that the file itself holds, sentences on what is not in the file)."""
    initial: dict[str, np.ndarray] = {}
    notes = []
    for k, of in WIRED.items():
        given = place.node.input(k)
        if not given or (k == 6 and place.node.op != "LSTM"):
            continue
        value = None if k == 4 else place.constants.start(given)
        if value is not None and not value.any():
            continue
        if k == 4:
            notes.append(f"{place.name}: the graph says how long each sequence is; here each ends where it ends.")
        elif value is None or value.ndim != 3 or (value != value[:, :1]).any():
            notes.append(f"{place.name}: the graph computes {of} that it begins with; here it begins at 0.")
        else:
            check_finite(place.name, of, value)
            initial["hc"[k - 5]] = value[:, 0].astype(np.float32)
    return initial, notes
