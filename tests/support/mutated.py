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
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from lstm_core.models.errors import ModelFileError
from lstm_core.models.reading import FORMATS, read
from tests.support.checkpoints import zipped

WATCHED = ("exec", "import", "open", "os.", "subprocess.", "socket.", "pickle.", "ctypes.", "shutil.", "urllib.")
CODECS = [f"utf-{bits}{end}" for bits in (16, 32) for end in ("", "-le", "-be")]  # in which JSON may be written,
CODECS += ["raw-unicode-escape", "latin-1", "ascii"]  # and texts of pickles
ODD = [b"\x00" * 4, b"\xff" * 4, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\x00", b"9" * 12, b"-1", b"1e9", b"{", b"]", b"R"]


@dataclass
class Report:
    """What came of damaged files: how many were read all the same, how many refused, and the slowest."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    sentences: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)  # anything but a sentence; anything that was carried out


def samples() -> dict[str, list[tuple[str, bytes]]]:
    """{format: its honest files}; a format without any is an error, so that a new one brings some along."""
    found = {}
    for key in FORMATS:
        module = importlib.import_module(f"tests.support.samples.{key}")
        found[key] = list(module.SAMPLES.items())
    return found


def mutants(count: int, seed: int = 0) -> Iterator[tuple[str, str, bytes]]:
    """(format, name, damaged content), the formats and their files in turn."""
    rng = np.random.default_rng(seed)
    files = [(key, name, content) for key, some in samples().items() for name, content in some]
    for k in range(count):
        key, name, content = files[k % len(files)]
        yield key, name, _damaged(content, rng)


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
    """Damage files, read them in this process, and listen to what Python says is opened, imported or run meanwhile."""
    if not _watching[1]:
        sys.addaudithook(_hear)
        _watching[1] = True
    for codec in CODECS:
        "".encode(codec)
    for some in samples().values():
        for name, content in some:
            read({name: content})  # honest: and whatever is imported on first use is there now
    report = Report()
    for key, name, content in mutants(count, seed):
        _one(report, key, name, content)
    return report


def _one(report: Report, key: str, name: str, content: bytes) -> None:
    _events.clear()
    _watching[0] = key != "own"  # which our own reader of networks reads from a file of its own
    began = time.perf_counter()
    try:
        read({name: content})
        report.read += 1
    except ModelFileError as error:
        report.refused += 1
        sentence = str(error)
        report.sentences[sentence.partition(": ")[2][:40]] += 1
        if not sentence.startswith(f"{name}: ") or "\n" in sentence or len(sentence) > 500 or "Error" in sentence:
            report.wrong.append(f"{key}: said {sentence!r:.300}")
    except BaseException as error:
        report.wrong.append(f"{key}: {type(error).__name__}: {error!s:.200}")
    finally:
        _watching[0] = False
    report.slowest = max(report.slowest, time.perf_counter() - began)
    report.wrong += [f"{key}: {event}" for event in _events]


def main(count: str = "20000", seed: str = "0") -> int:
    began = time.perf_counter()
    report = tried(int(count), int(seed))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} damaged files of {', '.join(FORMATS)}, seed {seed}: {time.perf_counter() - began:.0f} s")
    print(f"{report.read} read all the same, {report.refused} refused in a sentence, {len(report.wrong)} wrong")
    print(f"the slowest took {report.slowest:.3f} s; the process never held more than {peak:.0f} MB")
    for sentence, times in report.sentences.most_common(12):
        print(f"{times:7d}  {sentence}")
    for wrong in report.wrong[:20]:
        print("WRONG", wrong)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
