"""ONNX files, with their weights inside or in a second file."""

from collections.abc import Mapping
from itertools import islice

from lstm_core.models.contents import Contents, Format
from lstm_core.models.errors import ModelFileError
from lstm_core.models.limits import refuse
from lstm_core.models.onnx.ends import embedding, readout
from lstm_core.models.onnx.graph import Graph, Model, every_node, read_model
from lstm_core.models.onnx.layers import places, recurrent
from lstm_core.models.onnx.remarks import told
from lstm_core.models.onnx.wire import Wire
from lstm_core.models.onnx.wiring import chains
from lstm_core.models.words import words_told

MOST_BEFORE_THE_GRAPH = 64  # fields
SQUASHING = {"Tanh", "Sigmoid"}
TOLD = {  # operators that hide a layer from us, and what to do
    "DynamicQuantizeLSTM": "its LSTM is quantised to whole numbers; export the model before it is quantised",
    "Scan": "its layers are steps of a Scan, with no LSTM, GRU or RNN inside; give the weights as .safetensors or .pt",
    "Loop": "its layers are steps of a Loop, with no LSTM, GRU or RNN inside; give the weights as .safetensors or .pt",
}
HOW = """\
With torch: torch.onnx.export(model, (x,), "model.onnx", dynamo=False). The newer exporter (dynamo=True) writes two
files, model.onnx and model.onnx.data: drop both, or add external_data=False. It unrolls nn.RNN into its steps: use
dynamo=False, or save the weights with torch.save(model.state_dict(), "model.pt"). It also writes the paths and lines of
your source into the file: look before you share it. From Keras, drop the .keras file itself."""


def _recognises(content: bytes) -> bool:
    try:
        found = dict(islice(Wire().fields(memoryview(content)), MOST_BEFORE_THE_GRAPH))
    except ModelFileError:
        return False
    return isinstance(found.get(7), memoryview) and isinstance(found.get(1), int)


def _read(files: Mapping[str, bytes]) -> Contents:
    who, content = next(iter(files.items()))
    beside = {other: files[other] for other in files if other != who}
    try:
        return _contents(read_model(content), beside, told(content))
    except ModelFileError as error:
        raise refuse(who, str(error)) from None


def _contents(model: Model, beside: Mapping[str, bytes], texts: dict[str, str]) -> Contents:
    found, layers, notes = [], [], list(_remarks(model.graph))
    for place in places(model.graph, beside):
        layer = recurrent(place)
        if isinstance(layer, str):
            notes.append(layer)
        else:
            found.append(place)
            layers.append(layer)
    if not layers:
        raise ModelFileError(_none(model, notes))
    groups, words = chains(found), next(iter(words_told(texts)), ())
    table, read = embedding(found[groups[0][0]])
    answer, arrays = readout(found[groups[-1][-1]])
    return Contents(tuple(layers), read | arrays, tuple(notes), words, None, table, answer, groups)


def _none(model: Model, notes: list[str]) -> str:
    """Why no layer was found, and what to do."""
    operators = [node.op for node in every_node(model.graph)]
    told = next((sentence for operator, sentence in TOLD.items() if operator in operators), None)
    if computed := [note for note in notes if "computed while" in note]:
        return f"{computed[0]} Give them as constants, or give the file of the weights"
    if told:
        return told
    if any(node.op in ("LSTM", "GRU", "RNN") for function in model.functions for node in every_node(function)):
        return "its layers stand inside functions of the model; export it with dynamo=False"
    if SQUASHING & set(operators) and {"MatMul", "Gemm"} & set(operators):
        return (
            "it holds no LSTM, GRU or RNN; if it had one, the exporter has unrolled it into single steps: export with "
            "dynamo=False, or give the weights as .pt or .safetensors"
        )
    return "it holds no LSTM, GRU or RNN layer"


def _remarks(graph: Graph) -> list[str]:
    """What whoever shares this file should know of it."""
    if any("stack_trace" in key for node in every_node(graph) for key in node.remarks):
        return ["The file tells where its author's source lies, and lines of it: know this before you share it."]
    return []


FORMAT = Format("ONNX", (".onnx", ".data"), _recognises, _read, HOW)
