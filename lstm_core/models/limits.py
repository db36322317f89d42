"""How much a file of a model may hold and cost, and the sentence for each limit that is passed."""

import math
from collections.abc import Sequence

from lstm_core.models.errors import ModelFileError

MB = 2**20
UPLOAD_BYTES = 64 * MB  # what a page takes
FILE_BYTES = 256 * MB  # what Python takes, with all that is dropped beside it
ENTRIES = 4096  # of an archive
UNPACKED_BYTES = 512 * MB  # of all its entries together
HEADER_BYTES = 8 * MB  # of safetensors
PICKLE_BYTES = 8 * MB
PICKLE_STEPS = 2_000_000
MEMO = 1_000_000
NODES = 1_000_000  # values looked at while arrays are searched
DEPTH = 32
ARRAYS = 20_000
ARRAY_BYTES = 256 * MB
RANK = 8
UNITS = 4096
LAYERS = 256
WORDS = 200_000
WORD_CHARACTERS = 200
CHILD_MEMORY = 2048 * MB  # what the process that reads may take: address space,
CHILD_CPU = 10  # seconds of work,
CHILD_SECONDS = 15  # seconds by the clock,
CHILD_FILES = 64  # files open at once; and it writes none
ANSWER_BYTES = 768 * MB  # what it may hand back


def refuse(who: str, what: str) -> ModelFileError:
    """The error to raise: the file's name, then a sentence."""
    return ModelFileError(f"{shown(who)}: {what}")


def shown(name: object) -> str:
    """A name out of a file as it may stand in a sentence: short, on one line, and nothing unprintable."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(name)[:200])
    return text if len(text) <= 80 else f"{text[:60]}…{text[-16:]}"


def check_size(who: str, size: int) -> None:
    if size > FILE_BYTES:
        raise refuse(who, f"{size / MB:,.0f} MB are more than are read here ({FILE_BYTES // MB} MB)")


def check_shape(who: str, name: object, shape: Sequence[int], itemsize: int) -> int:
    """How many bytes an array of this shape takes; refused before memory is asked for."""
    if len(shape) > RANK:
        raise refuse(who, f"{shown(name)} has {len(shape)} axes, at most {RANK} are read")
    if any(not isinstance(size, int) or isinstance(size, bool) or not 0 <= size < 2**63 for size in shape):
        raise refuse(who, f"{shown(name)} has an axis whose length is not a number of values")
    size = math.prod(shape) * itemsize
    if size > ARRAY_BYTES:
        count = math.prod(shape)
        raise refuse(who, f"{shown(name)} claims {count:.3g} values, more than are read ({ARRAY_BYTES // MB} MB)")
    return size


def check_count(who: str, count: int, most: int, what: str) -> None:
    if count > most:
        raise refuse(who, f"it holds {count:,} {what}, at most {most:,} are read")
