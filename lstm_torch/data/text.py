"""A text to learn from: any .txt that a person has, our own log book, or The Time Machine, fetched once and checked."""

import hashlib
import os
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_core.files import write_whole
from lstm_core.texts.log_book import corpus

MOST_BYTES, FEWEST, MOST_KINDS = 200 * 2**20, 1000, 256
REST = "\N{REPLACEMENT CHARACTER}"  # stands for every character that is too rare for a place of its own
TIMEOUT = 30.0


class Book(NamedTuple):
    """A text that is fetched: where it lies and what its SHA-256 is."""

    title: str
    url: str
    sha256: str


BOOKS = {
    "time_machine": Book(
        "The Time Machine, H. G. Wells 1895",
        "https://d2l-data.s3-accelerate.amazonaws.com/timemachine.txt",
        "8424dbd9532ac81f7e5f0b6add90e6952baea29158309d7d1bf3884f4e12c516",
    )
}


class Text(NamedTuple):
    """A text as ids (N,) of its vocabulary, and what it is called."""

    title: str
    ids: np.ndarray
    vocabulary: tuple[str, ...]


def open_text(name: str = "", offline: bool = False, cache: Path | None = None) -> Text:
    """Our log book (""), a book of BOOKS, or a UTF-8 file; FileNotFoundError, OSError or ValueError in words."""
    if not name:
        return encoded("the harbour's log book", corpus())
    if name in BOOKS:
        return encoded(BOOKS[name].title, decoded(name, book(BOOKS[name], offline, cache)))
    path = Path(name)
    if not path.is_file():
        raise FileNotFoundError(f"there is no text file {path.name!r}; books that can be fetched: {', '.join(BOOKS)}")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size:,} bytes, at most {MOST_BYTES:,} are read; cut it")
    return encoded(path.name, decoded(path.name, path.read_bytes()))


def decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{name} is not UTF-8 text (byte {error.start:,}); save it as UTF-8") from None


def encoded(title: str, text: str) -> Text:
    """The text by its characters, the most frequent first; ValueError where there is too little of it."""
    if len(text) < FEWEST:
        raise ValueError(f"{title} has {len(text)} characters; to learn from, a text has at least {FEWEST:,}")
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    kinds, where, counts = np.unique(points, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    kept = order[:MOST_KINDS] if len(order) <= MOST_KINDS else order[: MOST_KINDS - 1]
    place = np.full(len(kinds), len(kept))
    place[kept] = np.arange(len(kept))
    letters = [chr(kinds[k]) for k in kept]
    vocabulary = (*letters, REST) if len(kept) < len(kinds) else tuple(letters)
    return Text(title, place[where], vocabulary)


def book(book: Book, offline: bool, cache: Path | None = None) -> bytes:
    """The content of a book, from the cache or fetched into it; never anything whose SHA-256 is another."""
    folder = cache or Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "lstm-film"
    path = folder / book.url.rsplit("/", 1)[-1]
    if path.is_file() and path.stat().st_size <= MOST_BYTES:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == book.sha256:
            return content
    if offline:
        raise FileNotFoundError(f"{book.title} is not in the cache, and offline was asked for; leave text empty")
    try:
        with urllib.request.urlopen(book.url, timeout=TIMEOUT) as answer:
            content = answer.read(MOST_BYTES + 1)
    except (urllib.error.URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise ConnectionError(
            f"{book.title} could not be fetched from {book.url} ({reason}); leave text empty"
        ) from None
    found = hashlib.sha256(content).hexdigest()
    if found != book.sha256:
        raise ValueError(f"{book.url} gave another file: its SHA-256 is {found[:12]}…, expected {book.sha256[:12]}…")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return content


def cross_entropies(seen: np.ndarray, unseen: np.ndarray, size: int, longest: int = 9) -> dict[str, float]:
    """Nats per symbol on unseen ids of tables that count what follows 0 … `longest` - 1 symbols.

    Each table falls back on the shorter one, as Witten & Bell 1991 do.
    """
    found, uniform = {}, np.full(len(unseen) - longest, 1 / size)
    chances = uniform
    for order in range(longest):
        keys, future = contexts(seen, order, size), seen[order:]
        here = contexts(unseen, order, size)[longest - order : len(unseen) - order]
        after = unseen[longest:]
        pairs, pair_counts = np.unique(keys * size + future, return_counts=True)
        heads, head_counts = np.unique(keys, return_counts=True)
        kinds = np.bincount(np.searchsorted(heads, pairs // size), minlength=len(heads))
        n, k = looked_up(heads, head_counts, here), looked_up(heads, kinds, here)
        c = looked_up(pairs, pair_counts, here * size + after)
        chances = np.where(n > 0, (c + k * chances) / np.where(n > 0, n + k, 1), chances)
        found[f"counts of {order + 1} symbols" if order else "how often each symbol occurs"] = float(
            -np.log(chances).mean()
        )
    return found


def contexts(ids: np.ndarray, order: int, size: int) -> np.ndarray:
    """One number for the `order` symbols before each place from `order` on."""
    keys = np.zeros(len(ids) - order, np.int64)
    for k in range(order):
        keys = keys * size + ids[k : len(ids) - order + k]
    return keys


def looked_up(keys: np.ndarray, values: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """values[keys == asked], 0 where there is none; keys are sorted."""
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[place] == asked, values[place], 0)
