"""Archives (.pt, .npz and .keras are zip files), looked through for what no framework writes before they are read."""

import io
import struct
import zipfile

from lstm_core.models.errors import ModelFileError
from lstm_core.models.limits import ENTRIES, MB, UNPACKED_BYTES, check_count, refuse, shown

START = b"PK\x03\x04"
_END = b"PK\x05\x06"


def names_in(content: bytes) -> frozenset[str]:
    """The names of an archive's entries; empty where it is none, or none that can be read."""
    try:
        return frozenset(_opened("", content).namelist()) if content[:4] == START else frozenset()
    except ModelFileError:
        return frozenset()


def archive(who: str, content: bytes, compressed: bool = False) -> zipfile.ZipFile:
    """The archive, ready to be read; refused where it holds twice the same name, secrets, or more than the limits.

    `compressed` says whether entries may be; where the framework never does it, a small file cannot become a large one.
    """
    opened = _opened(who, content)
    entries = opened.infolist()
    if len({entry.filename for entry in entries}) != len(entries):
        raise refuse(who, "two entries of the archive have the same name")
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise refuse(who, f"unpacked, the archive has more than the {UNPACKED_BYTES // MB} MB that are read")
    for entry in entries:
        name = shown(entry.filename)
        if entry.flag_bits & 0x1:
            raise refuse(who, f"the archive's entry {name} is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, *([zipfile.ZIP_DEFLATED] if compressed else [])):
            raise refuse(who, f"the archive's entry {name} is compressed, as no framework writes it")
        if entry.compress_type == zipfile.ZIP_STORED and entry.file_size != entry.compress_size:
            raise refuse(who, f"the archive's entry {name} claims a size that it does not have")
    return opened


def entry_of(who: str, opened: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one entry, which is there and whole."""
    try:
        return opened.read(name)
    except KeyError:
        raise refuse(who, f"the archive has no entry {shown(name)}") from None
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, struct.error):
        raise refuse(who, f"the archive's entry {shown(name)} is damaged") from None


def _opened(who: str, content: bytes) -> zipfile.ZipFile:
    end = content.rfind(_END)
    if end >= 0 and len(content) >= end + 12:
        check_count(who, struct.unpack_from("<H", content, end + 10)[0], ENTRIES, "entries")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except Exception:  # zipfile lets through whatever its struct and codecs raise
        raise refuse(who, "it begins like an archive, but it is damaged") from None
    check_count(who, len(opened.namelist()), ENTRIES, "entries")
    return opened
