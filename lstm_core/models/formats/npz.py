"""NumPy archives with the names of a state dict, as `numpy.savez("model.npz", **arrays)` writes them."""

from collections.abc import Mapping

from lstm_core.models.arrays_file import npz_arrays
from lstm_core.models.contents import Contents, Format
from lstm_core.models.precision import note_of
from lstm_core.models.state_dicts.contents import contents_of
from lstm_core.models.words import words_of
from lstm_core.models.zips import names_in


def _recognises(content: bytes) -> bool:
    names = names_in(content)
    return bool(names) and all(name.endswith(".npy") for name in names)


def _read(files: Mapping[str, bytes]) -> Contents:
    who, content = next(iter(files.items()))
    arrays, kinds, texts = npz_arrays(who, content)
    words = tuple(words for name, text in texts.items() if (words := words_of(name, text)))
    return contents_of(who, arrays, note_of(kinds), words=words)


FORMAT = Format(
    "NumPy",
    (".npz",),
    _recognises,
    _read,
    'numpy.savez("model.npz", **{name: values.numpy() for name, values in model.state_dict().items()})',
)
