"""Files of `torch.save`: state dicts, checkpoints of Lightning and others, whole modules; read as data, not run."""

from collections.abc import Mapping
from functools import lru_cache

from lstm_core.models.contents import Contents, Format
from lstm_core.models.inert.checkpoint import searched
from lstm_core.models.inert.machine import read_pickle
from lstm_core.models.inert.tensors import values_of
from lstm_core.models.limits import refuse
from lstm_core.models.precision import note_of
from lstm_core.models.state_dicts.contents import contents_of
from lstm_core.models.zips import archive, entry_of, names_in

SAVE = 'torch.save(model.state_dict(), "model.pt")'


def _recognises(content: bytes) -> bool:
    """An archive with a pickle; or a bare pickle, which is refused in a sentence of its own."""
    return content[:1] == b"\x80" or any(name.split("/")[-1] == "data.pkl" for name in names_in(content))


def _read(files: Mapping[str, bytes]) -> Contents:
    who, content = next(iter(files.items()))
    if content[:1] == b"\x80":
        older = "it is a bare pickle, as torch.save wrote it before 2020 and as joblib and pickle do"
        raise refuse(who, f"{older}. Open it where you trust it, and write {SAVE} with a PyTorch of today")
    names = names_in(content)
    if any(name.endswith("/constants.pkl") or "/code/" in name for name in names):
        raise refuse(who, f"it is a TorchScript archive, a program with its weights. Save the weights alone: {SAVE}")
    opened = archive(who, content)
    pickles = [name for name in names if name.split("/")[-1] == "data.pkl"]
    root = pickles[0].removesuffix("data.pkl")
    if len(pickles) != 1 or root.count("/") > 1:
        raise refuse(who, f"it holds {len(pickles)} descriptions (data.pkl) where PyTorch writes one, in one folder")
    if f"{root}byteorder" in names and entry_of(who, opened, f"{root}byteorder") != b"little":
        raise refuse(who, "its numbers are written with the large end first, as few machines do; save it on another")
    found = searched(who, read_pickle(who, entry_of(who, opened, pickles[0])))
    if found.quantised:
        raise refuse(who, "its weights are quantised; save the state dict from before quantisation")
    entry = lru_cache(maxsize=1)(lambda key: entry_of(who, opened, f"{root}data/{key}"))
    arrays = {name: values_of(who, name, tensor, entry) for name, tensor in found.tensors.items()}
    notes = note_of({tensor.kind for tensor in found.tensors.values()})
    return contents_of(who, arrays, notes, found.modules, found.words)


FORMAT = Format("PyTorch", (".pt", ".pth", ".ckpt", ".bin"), _recognises, _read, SAVE)
