"""The activations of Keras, by the names that ONNX and our table have for them."""

from lstm_core.layouts.activations import DEFAULTS, TAKES
from lstm_core.models.errors import ModelFileError

NAMED = {
    "tanh": "Tanh", "sigmoid": "Sigmoid", "relu": "Relu", "linear": "Linear", "elu": "Elu", "selu": "Selu",
    "softsign": "Softsign", "softplus": "Softplus", "exponential": "Exponential", "silu": "Silu", "swish": "Silu",
    "leaky_relu": "LeakyRelu", "relu6": "Relu6", "mish": "Mish", "log_sigmoid": "LogSigmoid", "hard_tanh": "HardTanh",
    "hard_silu": "HardSilu", "hard_swish": "HardSilu", "hard_sigmoid": "HardSigmoid", "tanh_shrink": "TanhShrink",
}  # fmt: skip
UNSAID = {
    "gelu": "it needs the error function, which the language of cells does not have",
    "softmax": "it mixes the units of a layer, which the language of cells does not do",
    "log_softmax": "it mixes the units of a layer, which the language of cells does not do",
}


def options(kind: str, settings: dict, version: str, who: str) -> dict:
    """The options of a record for the activations of a layer; none where it has those that everybody takes."""
    outer = _named(settings.get("activation", "tanh"), who)
    gates = _named(settings.get("recurrent_activation", "sigmoid"), who) if kind != "RNN" else outer
    names = {"LSTM": (gates, outer, outer), "GRU": (gates, outer), "RNN": (outer,)}[kind]
    if names == DEFAULTS[kind]:
        return {}
    numbers = {"HardSigmoid": (1 / 6 if _third(version) else 0.2, 0.5), "LeakyRelu": (0.2,), "Elu": (1.0,)}
    taken = [numbers[name] for name in names if name in TAKES]
    found = {"activations": list(names), "activation_alpha": [given[0] for given in taken]}
    found["activation_beta"] = [given[1] for given in taken if len(given) > 1]
    return {name: value for name, value in found.items() if value}


def notes(kind: str, settings: dict, version: str, who: str) -> list[str]:
    """What whoever looks must be told of these activations."""
    used = [settings.get("activation"), settings.get("recurrent_activation") if kind != "RNN" else None]
    if "hard_sigmoid" not in used:
        return []
    slope, since = ("1/6", "Keras 3") if _third(version) else ("0.2", "Keras 2")
    return [f"{who}: its hard sigmoid has the slope {slope}, that of {since}."]


def name_of(activation: object) -> str:
    """The name of an activation, however Keras wrote it down."""
    if isinstance(activation, dict):
        inside = activation.get("config")
        inside = inside.get("name") if isinstance(inside, dict) else inside
        return str(inside or activation.get("class_name", ""))
    return "linear" if activation is None else str(activation)


def _named(activation: object, who: str) -> str:
    name = name_of(activation)
    if name not in NAMED:
        why = UNSAID.get(name, "the language of cells has no equation for it")
        raise ModelFileError(f"{who}: its activation is {name!r:.40}; {why}")
    return NAMED[name]


def _third(version: str) -> bool:
    major = version.split(".")[0]
    return not major.isdigit() or int(major) >= 3
