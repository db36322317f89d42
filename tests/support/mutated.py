"""Damaged files: every format that is read, thousands of ways to be torn, and what each did to its reader.

`python -m tests.support.mutated 20000` damages that many and prints what came of them; all of it follows from the seed.
"""

import importlib
import io
import resource
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection

import numpy as np

from lstm_core.models.child import apart
from lstm_core.models.errors import ModelFileError
from lstm_core.models.reading import FORMATS, read
from tests.support.checkpoints import zipped

PATIENCE = 12  # seconds, a little more than a reader may work
WATCHED = ("exec", "import", "open", "os.", "subprocess.", "socket.", "pickle.", "ctypes.", "shutil.", "urllib.")
CODECS = [f"utf-{bits}{end}" for bits in (16, 32) for end in ("", "-le", "-be")]  # in which JSON may be written,
CODECS += ["raw-unicode-escape", "latin-1", "ascii"]  # and texts of pickles
ODD = [b"\x00" * 4, b"\xff" * 4, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\x00", b"9" * 12, b"-1", b"1e9", b"{", b"]", b"R"]


@dataclass
class Report:
    """What came of damaged files: how many were read all the same, how many refused, and the slowest."""

    read: int = 0
    refused: int = 0
    stopped: list[str] = field(default_factory=list)  # which a C library could not finish: only the child's limits can
    slowest: float = 0.0
    sentences: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)  # anything but a sentence; anything that was carried out

    def take(self, outcome: tuple[str, list[str], float]) -> None:
        sentence, wrong, seconds = outcome
        self.read += not sentence
        self.refused += bool(sentence)
        self.sentences[sentence[:40]] += bool(sentence)
        self.wrong += wrong
        self.slowest = max(self.slowest, seconds)


def samples() -> dict[str, list[tuple[str, bytes]]]:
    """{format: its honest files}; a format without any is an error, so that a new one brings some along."""
    found = {}
    for key in FORMATS:
        module = importlib.import_module(f"tests.support.samples.{key}")
        found[key] = list(module.SAMPLES.items())
    return found


def mutant(k: int, seed: int, files: list[tuple[str, str, bytes]]) -> tuple[str, str, bytes]:
    """(format, name, damaged content): the k-th of a seed, the formats and their files in turn."""
    key, name, content = files[k % len(files)]
    return key, name, _damaged(content, np.random.default_rng([seed, k]))


def every_file() -> list[tuple[str, str, bytes]]:
    return [(key, name, content) for key, some in samples().items() for name, content in some]


def _damaged(content: bytes, rng: np.random.Generator) -> bytes:
    """Damaged as it lies on the disk, or, where it is an archive or has a description, inside, with all sums right."""
    if rng.random() < 0.4:
        return _torn(content, rng)
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        weights = np.array([6 if name.endswith((".pkl", ".json", ".npy", ".h5")) else 1 for name in entries], float)
        name = list(entries)[rng.choice(len(entries), p=weights / weights.sum())]
        entries[name] = _torn(entries[name], rng)
        return zipped(entries)
    size = int.from_bytes(content[:8], "little")
    if 8 < size < len(content):
        said = _torn(content[8 : 8 + size], rng)
        return len(said).to_bytes(8, "little") + said + content[8 + size :]
    return _torn(content, rng)


def _torn(content: bytes, rng: np.random.Generator) -> bytes:
    """Some bytes turned, replaced, cut out, doubled, or the end missing; more often near the beginning."""
    torn = bytearray(content)
    for _ in range(int(rng.integers(1, 5))):
        if not torn:
            break
        at = int(len(torn) * rng.random() ** 2)
        length = int(rng.integers(1, 16))
        match int(rng.integers(6)):
            case 0:
                torn[at] ^= 1 << int(rng.integers(8))
            case 1:
                torn[at : at + length] = rng.bytes(length)
            case 2:
                del torn[at : at + length]
            case 3:
                torn[at:at] = torn[at : at + length] * int(rng.integers(1, 4))
            case 4:
                torn[at : at + 1] = ODD[int(rng.integers(len(ODD)))]
            case 5 if rng.random() < 0.3:
                del torn[at:]
    return bytes(torn)


_events: list[str] = []
_watching = [False, False]  # whether now; whether the hook is in place, which cannot be taken away again


def _hear(event: str, arguments: tuple) -> None:
    if _watching[0] and event.startswith(WATCHED):
        _events.append(f"{event} {arguments!r:.80}")


def tried(count: int, seed: int = 0) -> Report:
    """Damage files and read them in a process beside this one, which is begun anew where one of them stops it.

    What stops it is read once more as `open_model` reads every foreign file: with limits, where it must be a sentence.
    """
    report, k = Report(), 0
    while k < count:
        here, there = get_context("spawn").Pipe(duplex=False)
        worker = get_context("spawn").Process(target=work, args=(there, k, count, seed))
        worker.start()
        there.close()
        while k < count:
            try:
                if not here.poll(PATIENCE):
                    raise EOFError
                report.take(here.recv())
            except EOFError:
                _apart(report, *mutant(k, seed, every_file()))
                k += 1
                break
            k += 1
        worker.kill()
        worker.join()
        here.close()
    return report


def _apart(report: Report, key: str, name: str, content: bytes) -> None:
    report.stopped.append(key)
    try:
        apart("lstm_core.models.parcel:packed", {name: content})
        report.wrong.append(f"{key}: {name} stopped its reader, and then was read")
    except ModelFileError as error:
        report.refused += 1
        report.sentences[str(error).partition(": ")[2][:40]] += 1


def work(answers: Connection, begin: int, count: int, seed: int) -> None:
    """In the process beside: one outcome after the other."""
    listen()
    files = every_file()
    for k in range(begin, count):
        answers.send(outcome(*mutant(k, seed, files)))


def listen() -> None:
    """From now on Python says what is opened, imported or run; what the first use of a reader imports is there now."""
    if not _watching[1]:
        sys.addaudithook(_hear)
        _watching[1] = True
    for codec in CODECS:
        "".encode(codec)
    for _, name, content in every_file():
        read({name: content})


def outcome(key: str, name: str, content: bytes) -> tuple[str, list[str], float]:
    """(The sentence that refused it, "" where it was read; what was wrong; the seconds that it took.)"""
    _events.clear()
    _watching[0] = key != "own"  # which our own reader of networks reads from a file of its own
    sentence, wrong = "", []
    began = time.perf_counter()
    try:
        read({name: content})
    except ModelFileError as error:
        said = str(error)
        sentence = said.partition(": ")[2]
        if not said.startswith(f"{name}: ") or "\n" in said or len(said) > 500 or "Error" in said:
            wrong.append(f"{key}: said {said!r:.300}")
    except BaseException as error:
        sentence = "none"
        wrong.append(f"{key}: {type(error).__name__}: {error!s:.200}")
    finally:
        _watching[0] = False
    return sentence, wrong + [f"{key}: {event}" for event in _events], time.perf_counter() - began


def main(count: str = "20000", seed: str = "0") -> int:
    began = time.perf_counter()
    report = tried(int(count), int(seed))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{count} damaged files of {', '.join(FORMATS)}, seed {seed}: {time.perf_counter() - began:.0f} s")
    print(f"{report.read} read all the same, {report.refused} refused in a sentence, {len(report.wrong)} wrong")
    stopped = ", ".join(f"{count} of {key}" for key, count in Counter(report.stopped).items()) or "none"
    print(f"stopped their reader, until the limits of its process ended it: {stopped}")
    print(f"the slowest took {report.slowest:.3f} s; the process never held more than {peak:.0f} MB")
    for sentence, times in report.sentences.most_common(12):
        print(f"{times:7d}  {sentence}")
    for wrong in report.wrong[:20]:
        print("WRONG", wrong)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
