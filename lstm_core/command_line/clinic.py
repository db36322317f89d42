"""The command that trains the seven patients of the clinic."""

import argparse
from pathlib import Path

from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import read
from lstm_core.clinic.training import UPDATES
from lstm_core.clinic.ward import COURSE, WARD, course_sequences, patient, save
from lstm_core.files import write_whole
from lstm_core.said import percent


def options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core clinic` may be told."""
    this.set_defaults(command=train)
    this.add_argument("folder", type=Path, help="where they are kept, such as assets/clinic")
    this.add_argument("--updates", type=int, default=UPDATES, help="of each training (default: %(default)s)")


def train(given: argparse.Namespace) -> int:
    """Train one after the other, say how each of them does, keep them and the sequences of their cures."""
    if not 1 <= given.updates <= 10**5:
        raise ValueError(f"a training has from 1 to 100000 updates, got {given.updates}")
    found = []
    for fault in FAULTS:
        found.append(patient(fault, given.updates))
        curves, right = found[-1].curves, read(found[-1].network, FAULTS[fault].window).right
        print(
            f"{fault:10} loss {curves['loss'][-50:].mean():.3f}, {percent(right)} of unseen sequences right", flush=True
        )
    given.folder.mkdir(parents=True, exist_ok=True)
    save(given.folder / WARD, found)
    write_whole(given.folder / COURSE, course_sequences())
    return 0
