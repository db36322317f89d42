"""Files of `torch.save` written by hand, step by step of the pickle: honest ones without torch, and attacks."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

STORAGES = {"f4": "FloatStorage", "f8": "DoubleStorage", "f2": "HalfStorage", "i8": "LongStorage"}


@dataclass(eq=False)
class Call:
    """`name(*arguments)`, as the pickle says it, then `__setstate__(state)`."""

    name: str  # "os.system"
    arguments: tuple = ()
    state: object = None


@dataclass(eq=False)
class Tensor:
    """A tensor whose size, strides, offset and storage may lie."""

    values: np.ndarray
    size: tuple[int, ...] | None = None
    strides: tuple[int, ...] | None = None
    offset: int = 0
    count: int | None = None
    storage: str = ""


class Writer:
    """Values as the steps of a pickle; the storages of tensors beside it."""

    def __init__(self) -> None:
        self.storages: list[bytes] = []

    def steps(self, value: object) -> bytes:
        if isinstance(value, Mapping):
            return b"}(" + b"".join(self.steps(key) + self.steps(inner) for key, inner in value.items()) + b"u"
        if isinstance(value, list):
            return b"](" + b"".join(map(self.steps, value)) + b"e"
        if isinstance(value, tuple):
            return b"(" + b"".join(map(self.steps, value)) + b"t"
        if isinstance(value, np.ndarray):
            return self.tensor(Tensor(value))
        if isinstance(value, Tensor):
            return self.tensor(value)
        if isinstance(value, Call):
            made = _named(value.name) + self.steps(value.arguments) + b"R"
            return made if value.state is None else made + self.steps(value.state) + b"b"
        if isinstance(value, bool) or value is None:
            return {True: b"\x88", False: b"\x89", None: b"N"}[value]
        if isinstance(value, int):
            return b"\x8a\x09" + value.to_bytes(9, "little", signed=True)
        if isinstance(value, float):
            return b"G" + struct.pack(">d", value)
        text = str(value).encode()
        return b"X" + struct.pack("<I", len(text)) + text

    def tensor(self, tensor: Tensor) -> bytes:
        values = np.ascontiguousarray(tensor.values)
        size = values.shape if tensor.size is None else tensor.size
        strides = tuple(s // values.itemsize for s in values.strides) if tensor.strides is None else tensor.strides
        count = values.size if tensor.count is None else tensor.count
        kind = tensor.storage or STORAGES[values.dtype.str[1:]]
        place = b"(" + b"".join([self.steps("storage"), _named(f"torch.{kind}"), self.steps(str(len(self.storages))),
                                 self.steps("cpu"), self.steps(count)]) + b"tQ"  # fmt: skip
        self.storages.append(values.tobytes())
        rest = [self.steps(part) for part in (tensor.offset, size, strides, False, Call("collections.OrderedDict"))]
        return _named("torch._utils._rebuild_tensor_v2") + b"(" + place + b"".join(rest) + b"tR"


def checkpoint(value: object, more: Mapping[str, bytes] | None = None) -> bytes:
    """A file as `torch.save(value, …)` writes it."""
    writer = Writer()
    steps = b"\x80\x02" + writer.steps(value) + b"."
    return around(steps, writer.storages, more)


def around(steps: bytes, storages: Iterable[bytes] = (), more: Mapping[str, bytes] | None = None) -> bytes:
    """The archive around a pickle."""
    entries = {"data.pkl": steps, "byteorder": b"little", "version": b"3\n"}
    entries |= {f"data/{k}": content for k, content in enumerate(storages)}
    return zipped({f"archive/{name}": content for name, content in (entries | dict(more or {})).items()})


def zipped(entries: Mapping[str, bytes] | Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            archive.writestr(name, content)
    return file.getvalue()


def _named(name: str) -> bytes:
    module, _, of = name.rpartition(".")
    return b"c" + module.encode() + b"\n" + of.encode() + b"\n"
