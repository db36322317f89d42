"""Typed text to the words of a vocabulary, or a sentence that says what is wrong with it."""

import difflib
import re
from collections.abc import Iterable, Sequence

import numpy as np

MAX_WORDS = 200
MAX_CHARACTERS = 20_000
MAX_NAMED = 5  # unknown words that an error names


def split(text: str) -> list[str]:
    """Lower-case words and punctuation marks, in order; "…" and "..." are dropped."""
    text = re.sub(r"…|\.{2,}", " ", text.lower().replace("’", "'"))
    return re.findall(r"\w+(?:['-]\w+)*|[^\w\s]", text)


def encode(text: str | Iterable[str], vocabulary: Sequence[str]) -> np.ndarray:
    """The ids (T, 1) of a typed sentence or a list of words; ValueError where it is empty, too long or unknown."""
    if isinstance(text, str):
        if len(text) > MAX_CHARACTERS:
            raise ValueError(f"the sentence has {len(text):,} characters; at most {MAX_WORDS} words are read")
        words = split(text)
    else:
        words = list(text)
        if not all(isinstance(word, str) for word in words):
            raise ValueError("a sentence is a text or a list of words")
    if not words:
        raise ValueError("the sentence is empty; type at least one word")
    if len(words) > MAX_WORDS:
        raise ValueError(f"the sentence has {len(words):,} words; at most {MAX_WORDS} are read")
    index = {word: k for k, word in enumerate(vocabulary)}
    unknown = [word for word in dict.fromkeys(words) if word not in index]
    if unknown:
        raise ValueError(_who_is_unknown(unknown, vocabulary))
    return np.array([[index[word]] for word in words])


def _who_is_unknown(unknown: list[str], vocabulary: Sequence[str]) -> str:
    """A sentence that names the first unknown words, each with the nearest known one."""
    named = []
    for word in unknown[:MAX_NAMED]:
        short = word if len(word) <= 30 else word[:29] + "…"
        near = difflib.get_close_matches(short, vocabulary, 1, 0.5)
        named.append(f"{short!r} (did you mean {near[0]!r}?)" if near else repr(short))
    more = f" and {len(unknown) - MAX_NAMED} more" if len(unknown) > MAX_NAMED else ""
    return f"the network does not know {', '.join(named)}{more}; it knows {len(vocabulary)} words"
