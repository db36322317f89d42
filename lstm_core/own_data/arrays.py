"""The arrays in a .npz or .npy file that somebody brings: of plain numbers and words, never pickled objects."""

import io
import math
import zipfile
import zlib

import numpy as np

from lstm_core.own_data.names import plain_name, shown

ZIP, NPY = b"PK\x03\x04", b"\x93NUMPY"
MOST_BYTES, MOST_ARRAYS = 800 * 2**20, 100  # of all arrays together, unpacked


def is_arrays(content: bytes) -> bool:
    """Whether the content begins like such a file."""
    return content.startswith((ZIP, NPY))


def read_arrays(content: bytes, name: str, most: int = MOST_BYTES) -> dict[str, np.ndarray]:
    """{name: array}, "" for the one of a .npy; ValueError, in one sentence, for anything but plain arrays.

    `most` bytes are unpacked.
    """
    who = plain_name(name)
    try:
        if content.startswith(NPY):
            return {"": _array(content)}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_ARRAYS or sum(part.file_size for part in parts) > most:
                raise ValueError(f"it would unpack to more than {MOST_ARRAYS} arrays or {most:,} bytes")
            return {part.filename.removesuffix(".npy"): _array(archive.read(part)) for part in parts}
    except (ValueError, OSError, EOFError, KeyError, NotImplementedError, RuntimeError, SyntaxError) as error:
        raise ValueError(f"{who} is not an .npz of plain arrays ({shown(str(error))})") from None
    except (zipfile.BadZipFile, zlib.error, MemoryError) as error:
        raise ValueError(f"{who} is not an .npz of plain arrays ({shown(str(error))})") from None


def _array(content: bytes) -> np.ndarray:
    """Of a .npy; what its header claims is compared with what is there before memory is asked for."""
    file = io.BytesIO(content)
    header = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    version = np.lib.format.read_magic(file)
    if version not in header:
        raise ValueError(f"a .npy of version {version[0]}.{version[1]}")
    shape, _, dtype = header[version](file)
    if dtype.hasobject or dtype.kind not in "biufU":
        raise ValueError(f"it holds {dtype}, not numbers or words")
    if min(shape, default=1) < 0 or math.prod(shape) * dtype.itemsize > len(content) - file.tell():
        raise ValueError("it is shorter than it claims")
    file.seek(0)
    return np.lib.format.read_array(file, allow_pickle=False)
