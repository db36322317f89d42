"""What a reader might do if a file took it over: each is asked of the child process in the tests of its limits."""

import os
import pickle
import sys
import time
from pathlib import Path

import numpy as np


def sleeps(files):
    time.sleep(60)


def a_file(files):
    (path,) = files.values()
    try:
        with open(path, "wb") as file:
            file.write(b"x" * 100)
            file.flush()
    except OSError:
        return {"granted": False}, {}
    return {"granted": True}, {}


def memory(files):
    try:
        np.ones(2**29)  # 4 GB
    except MemoryError:
        return {"granted": False}, {}
    return {"granted": True}, {}


def many_files(files):
    try:
        kept = [open(os.devnull) for _ in range(200)]  # noqa: SIM115
    except OSError:
        return {"granted": False}, {}
    return {"granted": bool(kept)}, {}


def takes_all(files):
    np.ones(2**29)


def crashes(files):
    os.kill(os.getpid(), 11)


def says_nothing(files):
    os._exit(0)


def says_nonsense(files):
    sys.stdout.buffer.write(b'{"about": 3}\nPK\x03\x04')
    sys.stdout.buffer.flush()
    os._exit(0)


def answers_a_pickle(files):
    sys.stdout.buffer.write(b'{"about": {}}\n' + pickle.dumps(Path("x")))
    sys.stdout.buffer.flush()
    os._exit(0)


def never_stops(files):
    while True:
        sys.stdout.buffer.write(b"x" * 2**20)


def looks_around(files):
    return {"environment": list(os.environ), "path": sys.path}, {}
