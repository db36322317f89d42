"""The folders of the runs that the app starts: unguessable names, a note on each, the oldest removed.

    runs/<32 hex digits>/note.json    what was started, and how it ended
                        /printed.txt  the last of what it printed
                        /own.txt      what its owner brought, .csv or .npz too; until it is finished
                        /run/         the run directory that the child writes

Runs that the command line keeps in runs/ have other names and are never touched.
"""

import json
import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lstm_core.files import write_whole

NAME = re.compile(r"[0-9a-f]{32}")
BROUGHT = re.compile(r"own\.(txt|csv|npz)")
LARGEST_NOTE = 10**6  # bytes
MOST = 500  # runs that are kept, however small
UNDER_WAY = ("waiting", "running")
BEAT = 5.0  # seconds after which a run that no server has looked at is under way no more


def new_name() -> str:
    """The name of a run to come: 128 random bits."""
    return secrets.token_hex(16)


def folder(root: Path, name: object) -> Path:
    """The folder of a run; ValueError unless the name is one that `new_name` could have made."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError("this link names no run: the name of a run is made of 32 digits and letters a–f")
    return root / name


def write_note(root: Path, name: str, note: dict, printed: str = "") -> None:
    """Keep a note on the run, in place of the one before, and what it printed."""
    folder(root, name).mkdir(parents=True, exist_ok=True)
    write_whole(folder(root, name) / "note.json", json.dumps(note).encode(), durable=False)
    if printed:
        (folder(root, name) / "printed.txt").write_text(printed, encoding="utf-8")


def read_note(root: Path, name: object) -> dict:
    """The note on a run; ValueError, in a sentence, where there is none."""
    file = folder(root, name) / "note.json"
    try:
        note = json.loads(file.read_bytes()[:LARGEST_NOTE])
        said = {"kind": str(note["kind"]), "message": str(note["message"]), "seconds": float(note["seconds"])}
        return said | {"limit": int(note.get("limit", 0))}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("the run of this link is no longer here: the oldest runs make room for new ones") from None


def beat(root: Path, name: str) -> None:
    """Say, for the other servers of this folder, that a run is under way."""
    with suppress(OSError):
        os.utime(folder(root, name) / "note.json")


def beats(root: Path, name: str) -> bool:
    """Whether a server of this folder, this one or another, said a moment ago that a run is under way."""
    with suppress(OSError, ValueError):
        late = time.time() - (folder(root, name) / "note.json").stat().st_mtime
        return late < BEAT and read_note(root, name)["kind"] in UNDER_WAY
    return False


class Brought(NamedTuple):
    """What a reader brought for a job: the option that names it there, the name it gets, its content."""

    option: str
    name: str
    content: bytes


def keep_brought(root: Path, name: str, brought: Brought) -> None:
    """Keep it in the folder of a run, for this program alone; ValueError where its name is not one of ours."""
    if not BROUGHT.fullmatch(brought.name):
        raise ValueError(f"what a reader brings is kept as own.txt, .csv or .npz, not {brought.name[:20]!r}")
    with open(folder(root, name) / brought.name, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(brought.content)


def forget_brought(root: Path, name: str) -> None:
    """Remove what was brought for a run, if anything was."""
    for file in folder(root, name).glob("own.*"):
        with suppress(OSError):
            file.unlink()


def size(path: Path) -> int:
    """Bytes of all files below; what vanishes while this looks does not count."""
    total = 0
    for place, _, files in os.walk(path):
        for file in files:
            with suppress(OSError):
                total += os.lstat(os.path.join(place, file)).st_size
    return total


def make_room(root: Path, allowed: int, spared: set[str], most: int = MOST) -> None:
    """Remove runs of the app, those that ended first, until the others are at most `most` and `allowed` bytes.

    Those in `spared` neither count nor go; those of other servers of this folder count.
    """
    found = []
    for path in root.iterdir() if root.is_dir() else ():
        if NAME.fullmatch(path.name) and path.name not in spared and (path / "note.json").is_file():
            with suppress(OSError):  # another server of this folder removed it first
                found.append(((path / "note.json").stat().st_mtime, size(path), path))
    total, runs = sum(held for _, held, _ in found), len(found)
    for _, held, path in sorted(one for one in found if not beats(root, one[-1].name)):
        if total <= allowed and runs <= most:
            return
        shutil.rmtree(path, ignore_errors=True)
        total, runs = total - held, runs - 1
