"""A text to learn from: any .txt that a person has, our own log book, or The Time Machine, fetched once and checked."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_core.books import BOOKS, Book, at_hand, fetched
from lstm_core.own_data.given import text_of
from lstm_core.own_data.limits import FEWEST_LETTERS
from lstm_core.own_data.names import plain_name
from lstm_core.own_data.text import read_text
from lstm_core.texts.log_book import corpus
from lstm_torch.data.digest import digest

MOST_KINDS = 256
REST = "\N{REPLACEMENT CHARACTER}"  # stands for every character that is too rare for a place of its own


class Text(NamedTuple):
    """A text as ids (N,) of its vocabulary, what it is called, how it was read, and the SHA-256 of what it says."""

    title: str
    ids: np.ndarray
    vocabulary: tuple[str, ...]
    notes: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def about(self) -> dict:
        """What a run keeps of the data that it began with."""
        said = f"{self.title}: {len(self.ids):,} characters of {len(self.vocabulary)} kinds"
        return {"from": said, "sha256": self.sha256, "notes": list(self.notes)}


def open_text(name: str = "", offline: bool = False, cache: Path | None = None) -> Text:
    """Our log book (""), a book of BOOKS, or a file of text; FileNotFoundError, OSError or ValueError in words."""
    if not name:
        return encoded("the harbour's log book", corpus())
    if name in BOOKS:
        text, encoding = read_text(book(BOOKS[name], offline, cache))
        return encoded(BOOKS[name].title, text, (f"Read as {encoding}.",))
    text, encoding = text_of(name, "text file", f"; books that can be fetched: {', '.join(BOOKS)}")
    return encoded(plain_name(name), text, (f"Read as {encoding}.",))


def encoded(title: str, text: str, notes: tuple[str, ...] = ()) -> Text:
    """The text by its characters, the most frequent first; ValueError where there is too little of it."""
    if len(text) < FEWEST_LETTERS:
        raise ValueError(f"{title} has {len(text)} characters; to learn from, a text has at least {FEWEST_LETTERS:,}")
    if len(set(text)) < 2:
        raise ValueError(f"{title} holds one kind of character only; there is nothing to learn from it")
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    kinds, where, counts = np.unique(points, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    kept = order[:MOST_KINDS] if len(order) <= MOST_KINDS else order[: MOST_KINDS - 1]
    place = np.full(len(kinds), len(kept))
    place[kept] = np.arange(len(kept))
    letters = [chr(kinds[k]) for k in kept]
    vocabulary = (*letters, REST) if len(kept) < len(kinds) else tuple(letters)
    if len(kept) < len(kinds):
        rare = len(kinds) - len(kept)
        notes = (*notes, f"It has {len(kinds)} kinds of characters: the {rare} rarest are read as one, “{REST}”.")
    return Text(title, place[where], vocabulary, notes, digest([text]))


def book(book: Book, offline: bool, cache: Path | None = None) -> bytes:
    """The content of a book, at hand or fetched; never anything whose SHA-256 is another."""
    if (content := at_hand(book, cache)) is not None:
        return content
    if offline:
        raise FileNotFoundError(f"{book.title} is not in the cache, and offline was asked for; leave text empty")
    try:
        return fetched(book, cache)
    except ConnectionError as error:
        raise ConnectionError(f"{error}; leave text empty") from None
