"""A PostgreSQL of this machine, started in a folder of their own, where Debian's package is there."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL or its driver is not on this machine: what was tested ran on SQLite alone"


def _programs() -> Path | None:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    named = shutil.which("initdb")
    return next(
        (place for place in [*([Path(named).parent] if named else []), *places] if (place / "initdb").exists()), None
    )


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database; LookupError, with what is missing, where there can be none."""
    programs = _programs()
    if programs is None or importlib.util.find_spec("psycopg") is None:
        raise LookupError(MISSING)
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="lstm-postgres-"))
    try:
        if as_user:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        subprocess.run([*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "rooms"], **quiet)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        control = [*as_user, programs / "pg_ctl", "-D", data, "-w"]
        subprocess.run([*control, "-o", options, "-l", folder / "log", "start"], **quiet)
        try:
            yield f"postgresql://rooms@/postgres?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
