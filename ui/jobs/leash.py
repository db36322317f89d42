"""What a job's process runs first: it ends the job with the server, and hands over to the module that does the work.

    python -m ui.jobs.leash lstm_core train france --out runs/0123…/run

Its standard input is the leash: one byte on it asks the job to stop (as SIGTERM does), and when it is closed, because
the server let go of it or died of anything at all, the whole process group is ended. The work sees an empty input.
"""

import _thread
import os
import runpy
import signal
import subprocess
import sys
import threading
from pathlib import Path

POSIX = os.name == "posix"


def main(arguments: list[str]) -> None:
    """Run `python -m arguments…` on a leash, as politely as the system allows."""
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_watch, args=(_take_input(),), daemon=True).start()
    if POSIX:
        os.nice(10)  # readers of the lessons come first
    with_the_killer = Path("/proc/self/oom_score_adj")
    if with_the_killer.exists():
        with_the_killer.write_text(
            "1000", encoding="utf-8"
        )  # when memory runs out, Linux ends this process and not the server
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def _take_input() -> int:
    """The leash; in its place stands an empty input."""
    leash = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return leash


def _watch(leash: int) -> None:
    while os.read(leash, 1):
        if POSIX:
            os.kill(os.getpid(), signal.SIGTERM)  # also wakes a call that sleeps
        else:
            _thread.interrupt_main(signal.SIGTERM)
    if not POSIX:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(os.getpid())], check=False)
    elif os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def _leave(number: int, frame: object) -> None:
    """Work that does not listen to SIGTERM itself ends as after Ctrl-C."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(sys.argv[1:])
