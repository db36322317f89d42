"""Files of named arrays (safetensors with metadata): written whole or not at all, and read with suspicion."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from safetensors import safe_open

FORMAT = 1
MAX_BYTES = 2**30


def write_whole(path: str | os.PathLike, content: bytes, durable: bool = True) -> None:
    """Write under a temporary name, then rename: a reader sees the old file or the new one, never a part.

    `durable` waits until the disk has it, so that this holds after a power cut as well.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def save_arrays(path: str | os.PathLike, kind: str, arrays: Mapping[str, np.ndarray], about: dict) -> None:
    """Save {name: array} together with `about`, anything JSON can say; `kind` names what the file is."""
    metadata = {"kind": kind, "format": str(FORMAT), "about": json.dumps(about, allow_nan=False)}
    metadata["sha256"] = _digest(arrays, metadata["about"])
    write_whole(path, arrays_as_bytes(arrays, metadata))


def arrays_as_bytes(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, str]) -> bytes:
    """A file of safetensors: {name: array}, and texts about them."""
    with _safetensors():
        from safetensors.numpy import save
    return save({name: np.ascontiguousarray(array) for name, array in arrays.items()}, dict(metadata))


def load_arrays(path: str | os.PathLike, kind: str) -> tuple[dict[str, np.ndarray], dict]:
    """(arrays, about) of a file that `save_arrays` wrote with the same `kind`.

    Raises FileNotFoundError where there is none; ValueError for a file that is torn, of another kind or format, too
    large, of another SHA-256 than it says, or holds anything but finite float32, float64 and int64. What was rounded
    to float16 to take less room comes back as float32. Nothing in the file is executed.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no {kind} file {path.name!r} in {path.parent.name or '.'!r}")
    with _safetensors():
        from safetensors import SafetensorError, safe_open
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size:,} bytes, at most {MAX_BYTES:,} are read")
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if metadata.get("kind") != kind or metadata.get("format") != str(FORMAT):
                found = f"{metadata.get('kind', 'unknown')!s:.40}, format {metadata.get('format', 'unknown')!s:.40}"
                raise ValueError(f"{path.name} should be: {kind}, format {FORMAT}; found: {found}")
            text = metadata.get("about", "null")
            about = json.loads(text)
            arrays = {name: _checked(path, name, file) for name in file.keys()}  # noqa: SIM118 (not a dict)
    except (SafetensorError, json.JSONDecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is damaged or is not a {kind} file ({str(error)[:80]})") from None
    if not isinstance(about, dict):
        raise ValueError(f"{path.name} is a {kind} file whose description is missing")
    if metadata.get("sha256", "") not in ("", _digest(arrays, text)):  # "": written before there was one, or elsewhere
        raise ValueError(f"{path.name} is damaged: its content is no longer what was written")
    return {
        name: array.astype(np.float32) if array.dtype == np.float16 else array for name, array in arrays.items()
    }, about


def _digest(arrays: Mapping[str, np.ndarray], about: str) -> str:
    """SHA-256 of the names, kinds, shapes and numbers of arrays and of what is said of them."""
    found = hashlib.sha256(about.encode())
    for name, array in sorted(arrays.items()):
        found.update(f"\n{name} {array.dtype.str} {array.shape or (1,)} ".encode() + array.tobytes())
    return found.hexdigest()


def shaped(arrays: dict[str, np.ndarray], name: str, shape: tuple[int, ...], who: str) -> np.ndarray:
    """arrays.pop(name) if it has this shape."""
    array = taken(arrays, name, who)
    if array.shape != shape:
        raise ValueError(f"{who}: the array {name} has shape {shape}, got {array.shape}")
    return array


def taken(arrays: dict[str, np.ndarray], name: str, who: str) -> np.ndarray:
    """arrays.pop(name), or a sentence."""
    if name not in arrays:
        raise ValueError(f"{who}: the array {name} is missing")
    return arrays.pop(name)


@contextmanager
def _safetensors() -> Iterator[None]:
    """The library is imported where a file is written or read: all else works without it."""
    try:
        yield
    except ImportError:
        raise ValueError("weights are kept in files of safetensors: python -m pip install safetensors") from None


def _checked(path: Path, name: str, file: "safe_open") -> np.ndarray:
    """One array of an open file, if it is made of finite numbers."""
    kind = file.get_slice(name).get_dtype()
    if kind not in ("F16", "F32", "F64", "I64"):
        raise ValueError(f"{path.name}: {name[:40]} is float32, float64 or int64, got {kind}")
    array: np.ndarray = file.get_tensor(name)
    if not np.isfinite(array).all():
        raise ValueError(f"{path.name}: {name[:40]} holds values that are not finite")
    return array
