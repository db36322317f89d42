"""A file of Keras opened: its description of the layers, and its arrays, whichever way it was saved."""

import json
from dataclasses import dataclass

from lstm_core.models.keras.hdf5 import Stored, read_hdf5
from lstm_core.models.limits import HEADER_BYTES, MB, refuse, shown
from lstm_core.models.words import words_told
from lstm_core.models.zips import START, archive, entry_of

EXPECTED = {"metadata.json", "config.json", "model.weights.h5", "assets"}
ONLY_WEIGHTS = (
    "it holds weights alone, neither the order of the layers nor their activations; give the file that "
    'model.save("model.keras") writes'
)
UNREADABLE = "its description of the layers cannot be read"


@dataclass(frozen=True, eq=False)
class Saved:
    """`config` as Keras writes it; `counted` where the file numbers the arrays of a layer instead of naming them.

    `named` where it has the names of its layers; else it has their classes, numbered.
    """

    config: dict
    arrays: tuple[Stored, ...]
    version: str
    counted: bool
    named: bool
    words: tuple[str, ...] = ()


def opened(who: str, content: bytes) -> Saved:
    """What a .keras or .h5 file holds; ModelFileError, in a sentence, for what is refused."""
    if content[:4] == START:
        return _zipped(who, content)
    found = read_hdf5(who, content)
    if not found.config:
        raise refuse(who, ONLY_WEIGHTS)
    return Saved(_json(who, found.config), found.arrays, found.version, False, True)


def _zipped(who: str, content: bytes) -> Saved:
    file = archive(who, content)
    for entry in file.infolist():
        if entry.filename.split("/")[0] not in EXPECTED:
            raise refuse(who, f"its archive holds {shown(entry.filename)}, which Keras does not write")
        if entry.filename.endswith(".json") and entry.file_size > HEADER_BYTES:
            raise refuse(who, f"{shown(entry.filename)} has more than the {HEADER_BYTES // MB} MB that are read")
    config = _json(who, entry_of(who, file, "config.json"))
    about = _json(who, entry_of(who, file, "metadata.json")) if "metadata.json" in file.namelist() else {}
    found = read_hdf5(who, entry_of(who, file, "model.weights.h5"))
    words = next(iter(words_told(about)), ())
    return Saved(config, found.arrays, str(about.get("keras_version", "")), True, found.named, words)


def _json(who: str, text: str | bytes) -> dict:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise refuse(who, UNREADABLE) from None
    if not isinstance(found, dict):
        raise refuse(who, UNREADABLE)
    return found
