"""A process of its own for what a stranger's file can do to its reader: with limits, and only arrays come back.

The command that it is given names a function of ours; it gets files and answers with JSON and arrays. It cannot write a
file, takes a bounded time and memory, and nothing that it hands back is trusted: the arrays are read like any other.
"""

import contextlib
import importlib
import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import numpy as np

from lstm_core.models.arrays_file import npz_arrays
from lstm_core.models.errors import ModelFileError
from lstm_core.models.limits import ANSWER_BYTES, CHILD_CPU, CHILD_FILES, CHILD_MEMORY, CHILD_SECONDS, refuse

HOME = Path(__file__).resolve().parents[2]
START = "import sys; sys.path.insert(0, sys.argv[1]); from lstm_core.models.child import serve; serve(sys.argv[2])"
KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")  # without which no process starts
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "HDF5_PLUGIN_PATH": "", "PATH": ""}


def apart(
    function: str, files: Mapping[str, bytes], seconds: float = CHILD_SECONDS
) -> tuple[dict, dict[str, np.ndarray]]:
    """What `function` ("lstm_core.models.parcel:packed") answers to {name: bytes}, asked in a process of its own.

    Raises ModelFileError with the sentence that it raised, or one that says which limit it passed.
    """
    who = next(iter(files))
    command = [sys.executable, "-I", "-c", START, str(HOME), function]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | ALONE
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late: list[bool] = []
        clock = threading.Timer(seconds, _end, (process, late))
        feeder = threading.Thread(target=_feed, args=(process.stdin, files), daemon=True)
        clock.start()
        feeder.start()
        try:
            answer = _answer(process.stdout)
        finally:
            clock.cancel()
            process.kill()
            feeder.join()
    took = f"longer than the {min(seconds, CHILD_CPU):g} seconds that one file may take"
    if late or -process.returncode == getattr(signal, "SIGXCPU", None):
        raise refuse(who, f"to read it takes {took}")
    return _understood(who, answer)


def _end(process: subprocess.Popen, late: list[bool]) -> None:
    late.append(True)
    process.kill()


def _feed(pipe: IO[bytes], files: Mapping[str, bytes]) -> None:
    sizes = [[name, len(content)] for name, content in files.items()]
    with contextlib.suppress(OSError):  # it ended before it read everything: what it answered says why
        pipe.write(json.dumps(sizes).encode() + b"\n")
        for content in files.values():
            pipe.write(content)
        pipe.close()


def _answer(pipe: IO[bytes]) -> bytes:
    """All that comes, but no more than an answer may have."""
    parts, size = [], 0
    while size <= ANSWER_BYTES and (part := pipe.read(2**20)):
        parts.append(part)
        size += len(part)
    return b"".join(parts) if size <= ANSWER_BYTES else b""


def _understood(who: str, answer: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    head, _, rest = answer.partition(b"\n")
    try:
        said = json.loads(head)
        if "refused" in said:
            raise ModelFileError(str(said["refused"]))
        return said["about"], npz_arrays(who, rest)[0]
    except ModelFileError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        raise refuse(who, "it made its reader fail, by taking too much memory or by being damaged") from None


def serve(function: str) -> None:
    """In the child: limits first, then the files, then the answer."""
    _limit()
    module, _, name = function.partition(":")
    sizes = json.loads(sys.stdin.buffer.readline())
    files = {of: sys.stdin.buffer.read(size) for of, size in sizes}
    try:
        about, arrays = getattr(importlib.import_module(module), name)(files)
        packed = io.BytesIO()
        np.savez(packed, **arrays)
        head = json.dumps({"about": about})
    except ModelFileError as error:
        head, packed = json.dumps({"refused": str(error)}), io.BytesIO()
    except MemoryError:
        sentence = "to read it takes more memory than one file may take here"
        head, packed = json.dumps({"refused": str(refuse(sizes[0][0], sentence))}), io.BytesIO()
    sys.stdout.buffer.write(head.encode() + b"\n")
    sys.stdout.buffer.write(packed.getbuffer())
    sys.stdout.buffer.flush()


def _limit() -> None:
    """As much as the system lets itself be limited; Windows not at all: there the limits of `limits.py` stand alone."""
    try:
        import resource
    except ImportError:
        return
    limits = {"AS": CHILD_MEMORY, "CPU": CHILD_CPU, "FSIZE": 0, "NOFILE": CHILD_FILES, "CORE": 0}
    for name, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            hard = most + 1 if name == "CPU" else most  # at the soft one a signal says why, at the hard one none does
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, hard))
