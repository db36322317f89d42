"""The one table of numbers in an .npz file that somebody dropped."""

import io
import zipfile

import numpy as np

from lstm_core.own_data.names import shown

MOST_BYTES, MOST_ARRAYS = 256 * 2**20, 64  # unpacked; arrays in the file
WANTED = ("x", "X", "data", "inputs")


def two_dimensional(content: bytes, who: str) -> np.ndarray:
    """Numbers (T, D), of one dimension (T, 1); ValueError, in a sentence, where the file has none or several."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sizes = [entry.file_size for entry in packed.infolist()]
        if len(sizes) > MOST_ARRAYS or sum(sizes) > MOST_BYTES:
            raise ValueError(f"{who} unpacks to more than {MOST_BYTES // 2**20} MB or {MOST_ARRAYS} arrays")
        with np.load(io.BytesIO(content), allow_pickle=False) as found:
            tables = {name: found[name] for name in found.files}
    except ValueError as error:
        if str(error).startswith(who):
            raise
        raise ValueError(f"{who} holds an array that is no plain table of numbers") from None
    except Exception:  # whatever a torn archive makes its reader raise
        raise ValueError(f"{who} is no whole .npz file, as np.savez writes it") from None
    fitting = {name: array for name, array in tables.items() if array.ndim in (1, 2) and array.dtype.kind in "fiu"}
    name = next((name for name in WANTED if name in fitting), next(iter(fitting), None))
    if name is None or (len(fitting) > 1 and name not in WANTED):
        held = ", ".join(shown(one)[:20] for one in list(tables)[:5]) or "nothing"
        raise ValueError(f"{who} needs one array (steps, numbers), called x where there are several; it has {held}")
    array = fitting[name]
    if not array.size:
        raise ValueError(f"{who} has an array without a number in it")
    return np.asarray(array.reshape(len(array), -1), np.float64)
