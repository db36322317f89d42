"""The files of a model as {name: bytes}, taken from paths or from memory, and no more of them than is read."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from lstm_core.models.limits import check_size, refuse

Source = str | os.PathLike | bytes | Mapping[str, bytes]


def taken(source: Source, beside: Iterable[str | os.PathLike], name: str) -> dict[str, bytes]:
    """{name: bytes}, the file itself first; FileNotFoundError where there is none, ModelFileError for one too large."""
    if isinstance(source, Mapping):
        files = {str(of): bytes(content) for of, content in source.items()}
    elif isinstance(source, bytes):
        files = {name or "the file": source}
    else:
        files = {Path(source).name: _content(source)}
    for other in beside:
        files[Path(other).name] = _content(other)
    if not files:
        raise refuse(name or "model", "there is no file to open")
    check_size(next(iter(files)), sum(len(content) for content in files.values()))
    return files


def _content(path: str | os.PathLike) -> bytes:
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path.name!r} in {path.parent.name or '.'!r}")
    check_size(path.name, path.stat().st_size)
    return path.read_bytes()
