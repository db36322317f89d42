"""Vocabularies that a file holds beside its weights: lists of words, or tables from a word to its number."""

import json
from collections.abc import Sequence

from lstm_core.models.inert.values import Made, dictionary
from lstm_core.models.limits import WORD_CHARACTERS, WORDS

_LISTS = """vocab vocabulary itos itow itoc idx2word ix2word id2word idx2char int2char ix2char idx_to_char ix_to_char
    idx_to_word ix_to_word idx_to_token id2token words chars tokens characters alphabet index_to_word index_to_char"""
_TABLES = """vocab vocabulary stoi wtoi ctoi word2idx word2ix word2id char2idx char2int char2ix char_to_idx char_to_ix
    word_to_idx word_to_ix token_to_idx token2id word_to_index char_to_index word_index"""
LISTS, TABLES = frozenset(_LISTS.split()), frozenset(_TABLES.split())


def words_of(key: str, value: object) -> tuple[str, ...]:
    """The words that stand under such a key, in the order of their numbers; () where it is no vocabulary.

    A list of words, a text of letters, {number: word}, or {word: number} with the numbers 0, 1, … without a gap.
    """
    key = key.lower().lstrip("_")
    table = dictionary(value)
    if table is None and isinstance(value, Made) and isinstance(value.state, dict):
        inside = (words_of(str(name), inner) for name, inner in list(value.state.items())[:64])
        return next((words for words in inside if words), ()) if key in LISTS | TABLES else ()
    if key in LISTS and isinstance(value, list | tuple | str):
        return as_words(value)
    if key in LISTS | TABLES and table is not None and len(table) <= WORDS:
        pairs = {word: number for number, word in table.items()} if _numbered(table) else table
        if all(type(number) is int for number in pairs.values()):
            ordered = sorted(pairs, key=lambda word: pairs[word])
            return as_words(ordered) if [pairs[word] for word in ordered] == list(range(len(ordered))) else ()
    return ()


def words_told(about: object) -> tuple[tuple[str, ...], ...]:
    """Every vocabulary among the texts that a file has beside its arrays: as JSON or, of single letters, as it is."""
    found = []
    for key, text in about.items() if isinstance(about, dict) else ():
        try:
            found.append(words_of(key, json.loads(text)))
        except (ValueError, TypeError, RecursionError):
            found.append(words_of(key, text) if isinstance(text, str) else as_words(()))
    return tuple(words for words in found if words)


def as_words(words: Sequence) -> tuple[str, ...]:
    """Different words of a length that can be shown, at least two; () for anything else."""
    if not 2 <= len(words) <= WORDS or not all(isinstance(word, str) for word in words):
        return ()
    fine = all(0 < len(word) <= WORD_CHARACTERS for word in words) and len(set(words)) == len(words)
    return tuple(words) if fine else ()


def _numbered(table: dict) -> bool:
    return all(type(key) is int for key in table) and all(isinstance(word, str) for word in table.values())
