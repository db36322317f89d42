"""A network as the list of layers that courses use, and as PyTorch or Keras source that runs and says the same."""

from collections.abc import Sequence
from typing import NamedTuple

from lstm_core.networks.parts import Parts

KINDS = {"LSTM": "LSTM", "GRU": "GRU", "RNN": "SimpleRNN"}  # a cell's title: what Keras calls its layer
FRAMEWORKS = {"PyTorch": ".pt", "Keras": ".keras"}


class Row(NamedTuple):
    """One layer of the list: its kind, what it is set to, what it hands on, and its parameters."""

    kind: str
    set_to: str
    hands_on: str
    parameters: int


def layer_array(network: Parts, last: bool) -> list[Row]:
    """The list of a network that answers once, at the `last` step, or at every step."""
    words, rows = network.vocabulary, []
    reads = network.input_size or len(words)
    told = f"one of {reads} words a step" if words else f"{reads} number{'s' * (reads > 1)} a step"
    rows.append(Row("sequence input", told, "T words" if words else f"T × {reads}", 0))
    if network.embedding is not None:
        count, reads = network.embedding.shape
        rows.append(Row("word embedding", f"{count} words", f"T × {reads}", count * reads))
    ways = 2 if network.reverse else 1
    for k, (cell, weights) in enumerate(network.layers):
        size, top = cell.sizes(weights)[1], k + 1 == len(network.layers)
        both = "bidirectional " if network.reverse else ""
        mode = "last" if last and top else "sequence"
        pairs = [weights, *([network.reverse[k].weights] if network.reverse else [])]
        count = sum(array.size for each in pairs for array in each.values())
        shape = f"{ways * size}" if mode == "last" else f"T × {ways * size}"
        rows.append(Row(f"{both}{cell.title}", f"{size} units, output mode “{mode}”", shape, count))
    answers = len(network.answers)
    shape = f"{answers}" if last else f"T × {answers}"
    rows.append(Row("fully connected", f"{answers} outputs", shape, network.readout_W.size + network.readout_b.size))
    if network.output == "choice":
        rows.append(Row("softmax", "shares that sum to 1", shape, 0))
    return rows


def torch_source(network: Parts, last: bool, file: str = "network.pt") -> str:
    """A module of torch.nn that loads what `Network.export` wrote: x (T, B, …) in, logits (T, B, K) or (B, K) out."""
    reads, size, name = _reads(network), network.hidden_size, _kind(network).lower()
    options = f"num_layers={len(network.layers)}" + (", bidirectional=True" if network.reverse else "")
    wide = size * (2 if network.reverse else 1)
    words = [f"        self.embedding = nn.Embedding({len(network.vocabulary)}, {reads})"][: len(network.vocabulary)]
    begin = "self.embedding(x)" if words else "x"
    pick = _torch_last(network, size) if last else ["        return self.readout(h)"]
    return "\n".join(
        [
            "import torch",
            "from torch import nn",
            "",
            "",
            "class Network(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            *words,
            f"        self.{name} = nn.{_kind(network)}({reads}, {size}, {options})",
            f"        self.readout = nn.Linear({wide}, {len(network.answers)})",
            "",
            "    def forward(self, x):",
            f"        h, _ = self.{name}({begin})",
            *pick,
            "",
            "",
            "model = Network().eval()",
            f'model.load_state_dict(torch.load("{file}", weights_only=True)["state_dict"])',
            "",
        ]
    )


def keras_source(network: Parts, last: bool, file: str = "network.keras") -> str:
    """A model of Keras that takes the weights that `Network.export` wrote: x (B, T, …) in, answers out."""
    reads = _reads(network)
    shape = "(None,)" if network.vocabulary else f"(None, {reads})"
    kind = KINDS[_kind(network)]
    rows = [f"    keras.Input({shape}),"]
    if network.vocabulary:
        rows.append(f"    layers.Embedding({len(network.vocabulary)}, {reads}),")
    for k in range(len(network.layers)):
        sequences = not (last and k + 1 == len(network.layers))
        layer = f"layers.{kind}({network.hidden_size}, return_sequences={sequences})"
        rows.append(f"    layers.Bidirectional({layer})," if network.reverse else f"    {layer},")
    ends = ', activation="softmax"' if network.output == "choice" else ""
    rows.append(f"    layers.Dense({len(network.answers)}{ends}),")
    return "\n".join(
        [
            "import keras",
            "from keras import layers",
            "",
            "model = keras.Sequential([",
            *rows,
            "])",
            f'model.set_weights(keras.saving.load_model("{file}").get_weights())',
            "",
        ]
    )


def sources(network: Parts, last: bool) -> dict[str, str]:
    """{framework: its source}."""
    return {"PyTorch": torch_source(network, last), "Keras": keras_source(network, last)}


def _torch_last(network: Parts, size: int) -> Sequence[str]:
    """The last output of each way: the half that reads from the end is done at the first step."""
    if not network.reverse:
        return ["        return self.readout(h[-1])"]
    return [f"        return self.readout(torch.cat([h[-1, :, :{size}], h[0, :, {size}:]], dim=-1))"]


def _kind(network: Parts) -> str:
    title = network.cell.title
    if title not in KINDS or any(layer.cell.title != title for layer in network.layers):
        raise ValueError(f"PyTorch and Keras have no layer that is alike for {title}")
    return title


def _reads(network: Parts) -> int:
    if network.input_size is not None:
        return network.input_size
    return len(network.vocabulary) if network.embedding is None else network.embedding.shape[1]
