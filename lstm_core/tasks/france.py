"""The France sentences: "i grew up in france … i speak fluent french", a small grammar with distractors.

The right answer is the language of the country after "grew up in", whatever other countries the story names. The
*gap* is the number of steps from that country to "fluent"; between them stand filler clauses, which are drawn
independently of the country.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from lstm_core.tasks import Batch, Task
from lstm_core.tasks.france_clauses import ANSWERS, COUNTRIES, FAMILIES, clause, combinations
from lstm_core.tasks.france_sentences import (
    COLAH,
    DEFAULT_SENTENCE,
    EASY_SENTENCE,
    OPENING,
    QUESTION,
    alternatives,
    asked_position,
    country_position,
    easy_sentence,
    sentence,
)

__all__ = [
    "COLAH",
    "COUNTRIES",
    "DEFAULT_SENTENCE",
    "EASY_SENTENCE",
    "OPENING",
    "QUESTION",
    "TASK",
    "VOCABULARY",
    "alternatives",
    "asked_position",
    "batch_of",
    "clause",
    "country_position",
    "evaluation_set",
    "sentence",
    "solved",
]

ANSWER_WEIGHT = 5.0
LEAD_SHARE, EASY_SHARE, CLIPPED_SHARE = 0.2, 0.1, 0.3


def evaluation_set(gap: int, per_country: int = 20, unseen: bool = True, seed: int = 0) -> Batch:
    """`per_country` sentences of exactly `gap` steps for each country, only their language scored (weight 1)."""
    rng = np.random.default_rng([seed, gap, unseen])
    sentences = [sentence(rng, country, gap=gap, unseen=unseen) for country in COUNTRIES for _ in range(per_country)]
    batch = batch_of(sentences)
    asked = np.array([asked_position(words) for words in sentences])
    weights = (np.arange(len(batch.inputs))[:, None] == asked).astype(batch.weights.dtype)
    return Batch(batch.inputs, batch.targets, weights, batch.lengths)


def batch_of(sentences: Sequence[Sequence[str]]) -> Batch:
    """Sentences as a batch: each word predicts the next; a word that an earlier word settles weighs `ANSWER_WEIGHT`."""
    lengths = np.array([len(words) - 1 for words in sentences])
    ids = np.full((lengths.max() + 1, len(sentences)), INDEX["."])  # (T + 1, B)
    for column, words in enumerate(sentences):
        ids[: len(words), column] = [INDEX[word] for word in words]
    scored = np.arange(lengths.max())[:, None] < lengths
    weights = np.where(IS_ANSWER[ids[1:]], ANSWER_WEIGHT, 1.0) * scored
    return Batch(ids[:-1], ids[1:], weights.astype(np.float32), lengths)


def draw(rng: np.random.Generator, batch_size: int, fillers: int | tuple[int, int] = (0, 5)) -> Batch:
    """Training sentences: most ask for the language, some start with another clause, a few are the easy families."""
    low, high = fillers if isinstance(fillers, tuple) else (fillers, fillers)
    return batch_of([_training_sentence(rng, int(rng.integers(low, high + 1))) for _ in range(batch_size)])


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the last scored answer of each sequence (its language, if any) is the likeliest word: (B,) bool."""
    answers = IS_ANSWER[batch.targets] & (batch.weights > 0)
    last = len(answers) - 1 - np.argmax(answers[::-1], axis=0)
    columns = np.arange(answers.shape[1])
    right = outputs[last, columns].argmax(axis=-1) == batch.targets[last, columns]
    return right | ~answers.any(axis=0)


def _training_sentence(rng: np.random.Generator, fillers: int) -> list[str]:
    if rng.random() < EASY_SHARE:
        return easy_sentence(rng)
    clipped = fillers == 0 and rng.random() < CLIPPED_SHARE
    return sentence(rng, fillers=fillers, gap=len(QUESTION) if clipped else None, lead=rng.random() < LEAD_SHARE)


def _every_word() -> Iterable[str]:
    clauses = (c for family in FAMILIES for unseen in (False, True) for c in combinations(family, unseen))
    return {*OPENING, *QUESTION, *COUNTRIES, *COUNTRIES.values(), *(word for c in clauses for word in c)} - {
        "{country}"
    }


VOCABULARY = tuple(sorted(_every_word()))
INDEX = {word: index for index, word in enumerate(VOCABULARY)}
IS_ANSWER = np.isin(VOCABULARY, list(ANSWERS.values()))

TASK = Task(
    title="France",
    claim="A word is settled by another word that stands long before it",
    draw=draw,
    solved=solved,
    chance=1 / len(COUNTRIES),
    vocabulary=VOCABULARY,
    levels={"fillers": (0, 5, 5)},
    tests={f"gap {gap}": partial(evaluation_set, gap, 3) for gap in (4, 18, 39)},
    published="after Christopher Olah, Understanding LSTM Networks, 2015",
)
