"""One child process: on a leash, in a group of its own, with the end of what it printed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from ui.places import HOME

KEPT = 16_384  # bytes of what a child printed, the last ones; the rest is let go
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
WINDOWS = {"creationflags": 0x00004000 | 0x00000200}  # BELOW_NORMAL_PRIORITY_CLASS | CREATE_NEW_PROCESS_GROUP


class Child:
    """`python -m arguments…`, begun when this is made."""

    def __init__(self, arguments: Sequence[str]):
        self._printed = b""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ui.jobs.leash", *arguments],
            cwd=HOME,
            env={**os.environ, **ONE_THREAD, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **({"start_new_session": True} if os.name == "posix" else WINDOWS),
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def code(self) -> int | None:
        """The exit code, negative for the signal that ended it; None while it runs."""
        return self._process.poll()

    def ask(self) -> None:
        """Ask it to stop after the step it is in."""
        with suppress(OSError):  # it ended by itself meanwhile
            self._process.stdin.write(b".")
            self._process.stdin.flush()

    def end(self) -> None:
        """End it and everything it started, at once; also what a child that ended by itself left behind."""
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):  # nobody is left in its group
                os.killpg(self._process.pid, signal.SIGKILL)
        elif self.code is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(self._process.pid)], capture_output=True, check=False)
        self._process.wait()
        with suppress(OSError):  # it can no longer be told
            self._process.stdin.close()
        self._listener.join(1.0)

    def printed(self) -> str:
        """The last of what it printed, errors included."""
        return self._printed.decode(errors="replace")

    def _listen(self) -> None:
        with self._process.stdout as output:
            while chunk := output.read1(KEPT):
                self._printed = (self._printed + chunk)[-KEPT:]
