"""What a reader brought along, and what was made of it: in the reader's own session alone, and gone with it."""

import hashlib
from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple, TypeVar

import streamlit as st

MOST_FILES, MOST_BYTES = 6, 128 * 2**20  # of all files together; one has at most LARGEST
LARGEST = 64  # MB
MOST_KEPT = 16  # runs, films, badges
FILES, KEPT = "yours: files, ", "yours: made of them"

T = TypeVar("T")


class File(NamedTuple):
    """A file as it was dropped; its name is text that anyone may have written."""

    name: str
    content: bytes
    digest: str


def files(place: str) -> tuple[File, ...]:
    """Those dropped in one place, in order; they stay when the reader looks at another lesson and comes back."""
    return st.session_state.get(f"{FILES}{place}", ())


def take(place: str, dropped: Iterable[Any]) -> None:
    """These files instead of those that were there; ValueError, in a sentence, where they are too many or too large."""
    dropped = list(dropped)
    if len(dropped) > MOST_FILES:
        raise ValueError(f"at most {MOST_FILES} files are opened at once, got {len(dropped)}")
    if sum(one.size for one in dropped) > MOST_BYTES:
        raise ValueError(f"together the files have more than {MOST_BYTES // 2**20} MB")
    found = [(one.name, bytes(one.getvalue())) for one in dropped]
    st.session_state[f"{FILES}{place}"] = tuple(
        File(name, content, hashlib.sha256(content).hexdigest()) for name, content in found
    )


def forget(place: str) -> None:
    """Nothing of the files dropped there is kept."""
    st.session_state.pop(f"{FILES}{place}", None)
    st.session_state.pop(KEPT, None)


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What was made of something, made once as long as it is among the last few; a refusal is kept as well."""
    memory: dict[Hashable, tuple[Any, ValueError | None]] = st.session_state.setdefault(KEPT, {})
    if key not in memory:
        try:
            memory[key] = make(), None
        except ValueError as refusal:
            memory[key] = None, refusal
    else:
        memory[key] = memory.pop(key)  # the last again
    for old in list(memory)[: max(0, len(memory) - MOST_KEPT)]:
        del memory[old]
    found, refusal = memory[key]
    if refusal is not None:
        raise refusal.with_traceback(None)
    return found
