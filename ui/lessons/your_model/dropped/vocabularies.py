"""The words of an embedding in a file of their own: one a line, or as JSON."""

import json
from collections.abc import Sequence

from lstm_core.own_data.names import plain_name
from lstm_core.own_data.text import read_text
from ui.lessons.your_model.dropped.session import File

LONGEST, MOST = 100, 100_000  # letters of a word, words


def words_of(files: Sequence[File]) -> tuple[str, ...]:
    """The words in the first of these files, () where there is none; ValueError, in a sentence, for anything else."""
    if not files:
        return ()
    file, who = files[0], plain_name(files[0].name)
    try:
        text, _ = read_text(file.content)
        found = _in_json(text) if file.name.lower().endswith(".json") else text.removesuffix("\n").split("\n")
    except (ValueError, RecursionError) as error:
        reason = "it is no JSON" if isinstance(error, json.JSONDecodeError | RecursionError) else str(error)
        raise ValueError(f"{who} holds no list of words: {reason}") from None
    if not 1 <= len(found) <= MOST:
        raise ValueError(f"{who} holds {len(found):,} words; a vocabulary has 1 to {MOST:,}")
    if wrong := next((word for word in found if not word or len(word) > LONGEST), None):
        raise ValueError(f"{who} has a word of {len(wrong):,} letters; a word has 1 to {LONGEST}")
    if "" in found:
        raise ValueError(f"{who} has an empty line, line {found.index('') + 1}; each line is one word")
    if len(set(found)) < len(found):
        twice = next(word for k, word in enumerate(found) if word in found[:k])
        raise ValueError(f"{who} names “{twice[:40]}” twice; each word has one row of the embedding")
    return tuple(found)


def _in_json(text: str) -> list[str]:
    """A list of words, or {word: its row}."""
    found = json.loads(text)
    if isinstance(found, dict):
        rows = list(found.values())
        if not all(type(row) is int for row in rows) or sorted(rows) != list(range(len(rows))):
            raise ValueError("a dictionary of words says for each its row, 0, 1, 2 and so on")
        found = sorted(found, key=found.__getitem__)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError("it is neither a list of words nor a dictionary of their rows")
    return found
