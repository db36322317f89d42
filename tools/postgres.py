"""A PostgreSQL of this machine, started in a folder of their own, where Debian's package is there."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUIET = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
MISSING = "PostgreSQL or its driver is not on this machine: what was tested ran on SQLite alone"


def _programs() -> Path | None:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    named = shutil.which("initdb")
    return next(
        (place for place in [*([Path(named).parent] if named else []), *places] if (place / "initdb").exists()), None
    )


class Postgres:
    """One that runs: its address, and how it is killed and started again."""

    def __init__(self, url: str, control: list[str | Path], options: str, log: Path):
        self.url, self._control, self._options, self._log = url, control, options, log

    def start(self) -> None:
        subprocess.run([*self._control, "-o", self._options, "-l", self._log, "start"], **QUIET)

    def kill(self) -> None:
        """At once: whoever is connected is not told."""
        subprocess.run([*self._control, "-m", "immediate", "stop"], **QUIET)


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database; LookupError, with what is missing, where there can be none."""
    with running() as found:
        yield found.url


@contextmanager
def running() -> Iterator[Postgres]:
    """The same, which may be killed meanwhile."""
    programs = _programs()
    if programs is None or importlib.util.find_spec("psycopg") is None:
        raise LookupError(MISSING)
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="lstm-postgres-"))
    try:
        if as_user:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        subprocess.run([*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "rooms"], **QUIET)
        options, control = (
            f"-k {folder} -c listen_addresses='' -c fsync=off",
            [*as_user, programs / "pg_ctl", "-D", data, "-w"],
        )
        found = Postgres(f"postgresql://rooms@/postgres?host={folder}", control, options, folder / "log")
        found.start()
        try:
            yield found
        finally:
            found.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
