"""ONNX graphs run by ONNX Runtime, in a process of their own with limits: a graph of a stranger may run for ever."""

import io
import json
import re
from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.models.arrays_file import npz_arrays
from lstm_core.models.child import apart
from lstm_core.models.limits import refuse, shown
from lstm_core.models.onnx.cut import cut
from lstm_core.models.onnx.graph import Model, read_model
from lstm_core.models.onnx.layers import places
from lstm_core.models.onnx.wire import written

GRAPH, OUTPUT, NAME = 7, 12, 1  # of a model, of a graph, of a value
NAMES, ARRAYS = "<names>", "<arrays>"  # beside the files that the child is sent
Answer = tuple[dict, dict[str, np.ndarray]]
READ = (0, 4, 5, 6)  # what is asked of a recurrent layer: its inputs, the lengths, the state that it begins with


def outputs(files: Mapping[str, bytes], feeds: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """{name: array} of what a graph gives to these inputs; ModelFileError, in a sentence, where it does not run.

    `files` is {name: bytes}, the model first, then the files of its weights; none is looked for anywhere else.
    """
    about, arrays = apart("lstm_core.models.onnx.runtime:ran", _sent(files, list(feeds), list(feeds.values())))
    return dict(zip(about["names"], (arrays[f"a{k}"] for k in range(len(about["names"]))), strict=True))


def layers(files: Mapping[str, bytes], names: Sequence[str], x: np.ndarray) -> list[np.ndarray]:
    """Y (T, D, 1, H) of each of these layers, one on top of the other, where the first is given x (T, 1, I).

    What stands between them, and the state that they begin with, is the graph's own; see `cut`.
    """
    about, arrays = apart("lstm_core.models.onnx.runtime:ran_in_part", _sent(files, names, [x]))
    return [arrays[f"a{k}"] for k in range(len(about["names"]))]


def probe(files: Mapping[str, bytes], feeds: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What a person's whole graph gives to these inputs, and what each recurrent layer in it reads and gives.

    {name: array}: the graph's own outputs, and for each layer the tensors that its node names: its inputs (T, B, I),
    its states to begin with, its outputs Y (T, D, B, H), Y_h and Y_c. Layers inside If, Loop or Scan are not probed.
    """
    model, *beside = files
    read = read_model(files[model])
    return outputs({model: files[model] + _asked(read)} | {name: files[name] for name in beside}, feeds)


def ran(files: Mapping[str, bytes]) -> Answer:
    """In the child: a whole graph run once."""
    model, names, arrays = _got(files)
    return _run(model, dict(zip(names, arrays, strict=True)))


def ran_in_part(files: Mapping[str, bytes]) -> Answer:
    """In the child: some layers of a graph run once."""
    model, names, (x,) = _got(files)
    part = cut(model, names)
    return _run({next(iter(model)): part.content}, {part.x: x} | part.begins, part.names)


def _sent(files: Mapping[str, bytes], names: Sequence[str], arrays: Sequence[np.ndarray]) -> dict[str, bytes]:
    """What the child is sent: files, with names and arrays in two more behind them."""
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **{f"a{k}": np.asarray(array) for k, array in enumerate(arrays)})
    return {**files, NAMES: json.dumps(names).encode(), ARRAYS: packed.getvalue()}


def _got(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str], list[np.ndarray]]:
    arrays = npz_arrays(ARRAYS, files[ARRAYS])[0]
    model = {name: content for name, content in files.items() if name not in (NAMES, ARRAYS)}
    return model, json.loads(files[NAMES]), [arrays[f"a{k}"] for k in range(len(arrays))]


def _run(files: Mapping[str, bytes], feeds: Mapping[str, np.ndarray], names: Sequence[str] = ()) -> Answer:
    """What the graph gives under these names, or all that it gives."""
    who, *others = files
    try:
        import onnxruntime
    except ImportError:
        raise refuse(who, "to run it needs onnxruntime: pip install onnxruntime") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # fusions rename tensors
    located = _located(read_model(files[who]), {name: files[name] for name in others}) if others else {}
    if located:
        contents = list(located.values())
        options.add_external_initializers_from_files_in_memory(list(located), contents, [len(c) for c in contents])
    try:
        session = onnxruntime.InferenceSession(files[who], options, providers=["CPUExecutionProvider"])
        asked = list(names) or [output.name for output in session.get_outputs()]
        found = session.run(asked, dict(feeds))
    except Exception as error:  # those of ONNX Runtime have no common ancestor but this
        raise refuse(who, f"ONNX Runtime does not run it: {_last_part(str(error))}") from None
    given = {name: array for name, array in zip(asked, found, strict=True) if isinstance(array, np.ndarray)}
    return {"names": list(given)}, {f"a{k}": array for k, array in enumerate(given.values())}


def _asked(model: Model) -> bytes:
    """What is put behind a model so that it gives what its recurrent layers read and give: a part of its graph."""
    names: list[str] = []
    for place in places(model.graph, {}):
        if not place.path:
            names += [place.node.input(k) for k in READ] + list(place.node.outputs)
    known = {*model.graph.outputs, *model.graph.constants, *model.graph.inputs, ""}
    new = [name for name in dict.fromkeys(names) if name not in known]
    return written(GRAPH, b"".join(written(OUTPUT, written(NAME, name)) for name in new)) if new else b""


def _located(model: Model, beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """{location that the model names: the bytes that were given for it}."""
    found = {}
    for tensor in model.graph.constants.values():
        if tensor.elsewhere is not None:
            found[tensor.elsewhere.get("location", "")] = tensor.beside(beside)
    return found


def _last_part(text: str) -> str:
    """What ONNX Runtime says, without its numbers of errors and its places in C++."""
    line = re.sub(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ", "", text.strip().splitlines()[0] if text.strip() else "")
    return shown(line.split("Status Message: ")[-1][-160:])
