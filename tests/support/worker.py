"""What the tests of jobs let a child process do, each kind of good and bad behaviour by its name.

python -m tests.support.worker BEHAVIOUR --out PATH
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

OUT = Path(sys.argv[-1])


def status(**content: object) -> None:
    (OUT / "status.json").write_text(json.dumps({"step": 0, "steps": 10, "message": ""} | content))


def finish():
    status(state="finished", step=10)


def wait():
    (OUT / "pids").write_text(str(os.getpid()))
    time.sleep(300)


def learn_until_asked():
    asked = []
    signal.signal(signal.SIGTERM, lambda *_: asked.append(1))
    (OUT / "pids").write_text(str(os.getpid()))
    while not asked:
        time.sleep(0.01)
    status(state="stopped", step=4)
    sys.exit(130)


def ignore_everybody():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    wait()


def have_children():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    (OUT / "pids").write_text(f"{os.getpid()} {child.pid}")
    time.sleep(300)


def leave_a_child_behind():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    (OUT / "pids").write_text(str(child.pid))


def diverge():
    status(state="failed", step=3, message="FloatingPointError: the loss is nan at step 3; lower rate or clip")
    raise FloatingPointError("the loss is nan at step 3; lower rate or clip")


def meet_an_error():
    raise ValueError(f"the file {OUT / 'words.txt'} holds no words")


def say_no():
    print("python -m lstm_core: the task has no level 999", file=sys.stderr)
    sys.exit(2)


def want_too_much():
    raise MemoryError


def be_killed():
    os.kill(os.getpid(), signal.SIGKILL)


def write_without_end():
    for number in range(2000):
        (OUT / f"{number}.bin").write_bytes(bytes(100_000))
        time.sleep(0.001)


def talk_without_end():
    for number in range(20_000):
        print(f"\r{number / 200:.0f}%|####| {number}/20000 [00:01, 99.1it/s]", end="", file=sys.stderr)
    raise ValueError("the end of the talk")


def look_around():
    seen = {"nice": os.nice(0), "blas": os.environ["OPENBLAS_NUM_THREADS"], "input": sys.stdin.read()}
    (OUT / "seen.json").write_text(json.dumps(seen | {"alone": os.getpgrp() == os.getpid()}))


if __name__ == "__main__":
    OUT.mkdir(parents=True)
    globals()[sys.argv[1]]()
