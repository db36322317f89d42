"""What whoever looks at a layer of Keras must be told: what the model does with it that is not shown here."""

from lstm_core.models.errors import ModelFileError
from lstm_core.models.keras.activations import name_of
from lstm_core.models.keras.described import Described, settings_of

MERGES = {"sum": "adds what its two halves give", "ave": "takes the mean of what its two halves give"}


def remarks(layer: Described) -> list[str]:
    """Sentences on one layer; ModelFileError where it does what cannot be shown."""
    settings = layer.settings
    found = []
    if layer.kind == "Embedding" and settings.get("mask_zero"):
        found.append("the model passes over the word of number 0, as padding; here it is read like any other")
    if layer.kind == "Masking":
        value = settings.get("mask_value", 0.0)
        found.append(f"the model passes over steps in which every number is {value!r:.20}; here they are read")
    if layer.kind == "Bidirectional":
        found += _merging(layer.name, settings.get("merge_mode", "concat"))
        settings = settings_of(settings.get("layer"))[1]
    if settings.get("stateful"):
        found.append("the model goes on from one batch to the next; here each sequence begins at 0")
    if layer.kind.startswith(("CuDNN", "ConvLSTM")):
        found.append(f"a layer of the kind {layer.kind:.40} is not shown here")
    elif "units" in settings and len(layer.reads) > 1:
        found.append("the model computes the state that it begins with; here it begins at 0")
    if "units" in settings and layer.uses > 1:
        found.append(f"the model uses it {layer.uses} times; here it stands once")
    dense = dense_of(layer)
    if dense is not None and (activation := name_of(dense.get("activation"))) not in ("linear", ""):
        found.append(f"the model squashes what it gives by {activation:.40}; here it is shown before that")
    return [f"{layer.name}: {sentence}." for sentence in found]


def dense_of(layer: Described) -> dict | None:
    """The settings of a Dense layer, also of one that is spread over time; None where it is no Dense layer."""
    kind, settings = layer.kind, layer.settings
    if kind == "TimeDistributed":
        kind, settings = settings_of(settings.get("layer"))
    return settings if kind == "Dense" else None


def _merging(name: str, mode: object) -> list[str]:
    if mode == "concat":
        return []
    if mode is None:
        return ["the model keeps what its two halves give apart; here they stand side by side"]
    if mode in MERGES:
        return [f"the model {MERGES[str(mode)]}; here they stand side by side"]
    raise ModelFileError(
        f"{name}: it multiplies what its two halves give (merge_mode={mode!r:.20}), which is not shown"
    )
