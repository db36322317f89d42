"""The texts that the author of an ONNX file wrote beside the model, such as its words."""

from lstm_core.models.onnx.wire import Wire, part, text

REMARK = 14  # metadata_props


def told(content: bytes) -> dict[str, str]:
    """{name: text}."""
    wire, found = Wire(), {}
    for number, value in wire.fields(memoryview(content)):
        if number == REMARK:
            pair = {k: text(v) for k, v in wire.fields(part(value))}
            found[pair.get(1, "")] = pair.get(2, "")
    return found
