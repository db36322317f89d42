"""What a PyTorch checkpoint holds: its arrays by name, what its modules say of themselves, its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lstm_core.models.inert.tensors import QUANTISED, Tensor, tensor_of
from lstm_core.models.inert.values import Made, dictionary
from lstm_core.models.limits import ARRAYS, DEPTH, NODES, check_count, refuse, shown
from lstm_core.models.words import words_of

QUANTISED_NAMES = ("_all_weight_values", "_packed_params")  # of layers whose weights are whole numbers
TRAINING = ("optimizer", "optim", "lr_scheduler", "scaler", "callbacks", "loops")  # what only going on needs


@dataclass
class Checkpoint:
    """Tensors under their dotted names; of a whole module also {its name: (its class, its plain settings)}."""

    tensors: dict[str, Tensor] = field(default_factory=dict)
    modules: dict[str, tuple[str, dict]] = field(default_factory=dict)
    words: list[tuple[str, ...]] = field(default_factory=list)  # every vocabulary in it
    quantised: bool = False
    left: int = NODES


def searched(who: str, value: object) -> Checkpoint:
    """Everything in a pickled value that has a name; dictionaries inside each other make dotted names."""
    found = Checkpoint()
    _search(who, found, value, "", 0)
    check_count(who, len(found.tensors), ARRAYS, "arrays")
    return found


def _search(who: str, found: Checkpoint, value: object, name: str, depth: int) -> None:
    found.left -= 1
    if found.left < 0 or depth > DEPTH:
        raise refuse(who, "what it holds is nested too deep, or refers to itself")
    tensor = tensor_of(value)
    if tensor is not None:
        found.tensors.setdefault(name, tensor)
    elif isinstance(value, Made) and value.name in QUANTISED:
        found.quantised = True
    else:
        for key, inner in _inside(found, value, name):
            _search(who, found, inner, f"{name}.{key}" if name else key, depth + 1)


def _inside(found: Checkpoint, value: object, name: str) -> Iterator[tuple[str, object]]:
    """What a value holds under names: a module its parameters and the modules in it, a dictionary its entries."""
    state = value.state if isinstance(value, Made) else None
    if isinstance(value, Made) and isinstance(state, dict) and "_parameters" in state:
        plain = {k: v for k, v in state.items() if isinstance(k, str) and isinstance(v, bool | int | float | str)}
        found.modules[name] = (value.name.rsplit(".", 1)[-1], plain)
        for part in ("_parameters", "_buffers", "_modules"):
            yield from ((str(k), v) for k, v in (dictionary(state.get(part)) or {}).items())
        return
    held = dictionary(value)
    held = state if held is None and isinstance(state, dict) else held
    for key, inner in (held or {}).items():
        if not isinstance(key, str | int) or shown(key).startswith(TRAINING):
            continue
        found.quantised |= any(piece in str(key) for piece in QUANTISED_NAMES)
        words = words_of(str(key), inner)
        if words:
            found.words.append(words)
        elif isinstance(inner, dict | Made):
            yield str(key), inner
