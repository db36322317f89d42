"""How a job ended, in one sentence that a learner can act on."""

import re
import sys
from pathlib import Path

from lstm_core.learning.run_reader import load_status
from ui.places import HOME

LONGEST = 300  # characters of what a child said
MEMORY = "there was not enough memory for it; try fewer units, shorter sequences or smaller batches"
WHO = re.compile(r"^(python -m [\w.]+|[A-Za-z_.]*(Error|Exception|Interrupt)): ")
BAR = re.compile(r"\d+%\||\d+(\.\d+)?(it|step)/s|\?(it|step)/s")  # a progress bar is no explanation


def ending(code: int, asked: str, run: Path, printed: str, limits: dict[str, str]) -> tuple[str, str]:
    """(kind, message) from the exit code, what it was `asked` to end for ("", "stop" or a key of `limits`), its files.

    kind is "finished", "stopped" or "failed"; `limits` says what each limit is.
    """
    status = _status(run)
    said, state = str(status.get("message", "")), status.get("state")
    if code == 0 and state in (None, "finished") and asked != "size":
        return "finished", ""
    if asked in limits:
        return "failed", f"It reached the limit of {limits[asked]} and was ended; {_kept(status)}."
    if asked == "stop" or (state == "stopped" and code >= 0):
        return "stopped", f"It was stopped; {_kept(status)}."
    if said and state == "failed":
        return "failed", _sentence(f"it failed: {_plain(said, run)}")
    if "MemoryError" in printed or "bad_alloc" in printed:
        return "failed", _sentence(f"it was ended by the system: {MEMORY}")
    if code in (-9, 137):  # nobody says who sent it
        return "failed", f"It was ended from outside, as a system does that runs out of memory; {_kept(status)}."
    why = f"the system ended it with signal {-code}" if code < 0 else f"exit code {code}"
    return "failed", _sentence(f"it failed: {_plain(_last_line(printed), run) or why}")


def _status(run: Path) -> dict:
    try:
        return load_status(run)
    except (OSError, ValueError):
        return {}


def _kept(status: dict) -> str:
    if not status.get("step"):
        return "nothing had been learned yet"
    return f"what it had learned in {status['step']} of {status.get('steps', '?')} {counts(status)} is kept"


def counts(status: dict) -> str:
    """What the `step` of a status.json counts: steps, unless it says "sequences"."""
    return "sequences" if status.get("counts") == "sequences" else "steps"


def _last_line(printed: str) -> str:
    lines = [line.strip() for line in re.split(r"[\r\n]+", printed)]
    return next((line for line in reversed(lines) if line and not BAR.search(line)), "")


def _plain(line: str, run: Path) -> str:
    """What was said, without who said it and without the places of this machine."""
    line = WHO.sub("", line.strip())
    for place, word in ((run, "the run"), (run.parent, "the run"), (HOME, "the app"), (sys.prefix, "Python")):
        line = line.replace(str(place), word)
    if line in ("MemoryError", "std::bad_alloc"):
        return MEMORY
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")
