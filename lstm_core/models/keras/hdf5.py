"""Arrays of an HDF5 file, read with suspicion: nothing is followed out of the file, nothing is unpacked."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lstm_core.models.errors import ModelFileError
from lstm_core.models.limits import UNPACKED_BYTES, check_count, check_shape, refuse, shown

if TYPE_CHECKING:
    import h5py

MAX_DEPTH, MAX_MEMBERS = 12, 4096


@dataclass(frozen=True, eq=False)
class Stored:
    """An array, and the names of the groups around it: what they call themselves, else what the file calls them."""

    names: tuple[str, ...]
    leaf: str  # "kernel", or "0" where the file only counts
    array: np.ndarray


@dataclass(frozen=True, eq=False)
class Hdf5:
    """What is read of a file: its arrays, two texts that Keras writes beside them, and whether groups have names."""

    arrays: tuple[Stored, ...]
    config: str
    version: str
    named: bool


def read_hdf5(who: str, content: bytes) -> Hdf5:
    """What an HDF5 file holds; ModelFileError, in a sentence, for what is refused."""
    try:
        import h5py
    except ImportError:
        raise refuse(who, "reading it needs h5py: pip install h5py") from None
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            walk = _Walk(who)
            walk.group(file, (), 0)
            config, version = (_text(file.attrs.get(name, "")) for name in ("model_config", "keras_version"))
            named = "vars" in file and "name" in file["vars"].attrs
            return Hdf5(tuple(walk.found), config, version, named)
    except ModelFileError:
        raise
    except Exception as error:  # h5py raises most kinds of them on a torn file
        raise refuse(who, "its HDF5 part is damaged") from error


class _Walk:
    """Through all groups of a file, with what was found in them so far."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.found: list[Stored] = []
        self.bytes = 0

    def group(self, group: "h5py.Group", names: tuple[str, ...], depth: int) -> None:
        """Take in a group and all groups inside it."""
        import h5py

        if depth > MAX_DEPTH:
            raise refuse(self.who, f"its groups are nested deeper than {MAX_DEPTH}, the most that is read")
        check_count(self.who, len(group), MAX_MEMBERS, f"members in the group {shown('/'.join(names) or '/')}")
        for name in group:
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                raise refuse(self.who, f"{shown(name)} points to another file or place, which is not followed")
            member = group[name]
            if isinstance(member, h5py.Group):
                called = _text(member["vars"].attrs.get("name", "")) if "vars" in member and name != "vars" else ""
                self.group(member, names if name == "vars" else (*names, called or name), depth + 1)
            elif isinstance(member, h5py.Dataset) and member.dtype.kind in "fiu" and not member.dtype.hasobject:
                values = self._values(member, shown("/".join((*names, name))))
                self.found.append(Stored(names, name.split(":")[0], values))

    def _values(self, member: "h5py.Dataset", name: str) -> np.ndarray:
        if member.external or member.is_virtual:
            raise refuse(self.who, f"the numbers of {name} lie in another file, which is not opened")
        if member.id.get_create_plist().get_nfilters():
            raise refuse(self.who, f"{name} is packed, which Keras never does, and is not unpacked")
        size = check_shape(self.who, name, member.shape, member.dtype.itemsize)
        self.bytes += size
        if self.bytes > UNPACKED_BYTES:
            raise refuse(self.who, f"its arrays have more than the {UNPACKED_BYTES // 2**20} MB that are read")
        stored = member.id.get_storage_size()
        if stored < size:
            raise refuse(self.who, f"{name} says that it has {size:,} bytes, but the file holds {stored:,}")
        return np.asarray(member[()])


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
