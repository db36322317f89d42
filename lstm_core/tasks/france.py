"""The France sentences: "i grew up in france … i speak fluent french", a small grammar with distractors.

The right answer is the language of the country after "grew up in", whatever other countries the story names. The
*gap* is the number of steps from that country to "fluent"; between them stand filler clauses, which are drawn
independently of the country.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from lstm_core.tasks import Batch, Task
from lstm_core.tasks.france_clauses import (
    ANSWERS,
    COUNTRIES,
    FAMILIES,
    WITHOUT_COUNTRY,
    any_country,
    clause,
    combinations,
)

OPENING, QUESTION = ("i", "grew", "up", "in"), ("i", "speak", "fluent")
COLAH = "I grew up in France … I speak fluent French."
DEFAULT_SENTENCE = (
    "i grew up in france . my brother lived in italy . the clouds are in the sky . last summer i visited spain . "
    "i speak fluent french ."
)
EASY_SENTENCE = "the clouds are in the sky ."

ANSWER_WEIGHT = 5.0
LEAD_SHARE, EASY_SHARE, CLIPPED_SHARE = 0.2, 0.1, 0.3


def sentence(
    rng: np.random.Generator,
    country: str | None = None,
    fillers: int = 3,
    gap: int | None = None,
    unseen: bool = False,
    lead: bool = False,
) -> list[str]:
    """A whole sentence as words, answer and full stop included, with `fillers` clauses or exactly `gap` steps.

    Gap 3 is colah's bare sentence ("… in france i speak fluent french"), gap 4 has its full stop; then 8 and more.
    `unseen` takes only clauses that training never shows; `lead` puts one clause before the opening.
    """
    if country is None:
        country = any_country(rng)
    if country not in COUNTRIES:
        raise ValueError(f"the sentences know {len(COUNTRIES)} countries, {', '.join(COUNTRIES)}; got {country!r}")
    stop = [] if gap == len(QUESTION) else ["."]
    before = clause(rng, unseen=unseen) if lead else []
    story = _story(rng, fillers, unseen) if gap is None else _story_of(rng, gap - len(QUESTION) - len(stop), unseen)
    return [*before, *OPENING, country, *stop, *story, *QUESTION, COUNTRIES[country], "."]


def easy_sentence(rng: np.random.Generator) -> list[str]:
    """One or two clauses without a country, whose answers (sky, sea, she, he) are settled a few words before."""
    return [word for _ in range(rng.integers(1, 3)) for word in clause(rng, WITHOUT_COUNTRY)]


def country_position(words: Sequence[str]) -> int:
    """The index of the country after "grew up in"."""
    for position in range(len(OPENING) - 1, len(words)):
        if tuple(words[position - 3 : position]) == OPENING[1:] and words[position] in COUNTRIES:
            return position
    raise ValueError(f"no country follows 'grew up in' in: {' '.join(words)}")


def asked_position(words: Sequence[str]) -> int:
    """The index of "fluent" (the last one), whose next word is the language."""
    if "fluent" not in words:
        raise ValueError(f"nothing is asked, because the word 'fluent' is missing in: {' '.join(words)}")
    return len(words) - 1 - list(reversed(words)).index("fluent")


def alternatives(words: Sequence[str]) -> list[list[str]]:
    """The same sentence for each other country; an answer that is written at the end changes with it."""
    position, answer = country_position(words), asked_position(words) + 1 if "fluent" in words else len(words)
    others = []
    for country, language in COUNTRIES.items():
        if country != words[position]:
            other = list(words)
            other[position] = country
            if answer < len(words):
                other[answer] = language
            others.append(other)
    return others


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


def _story(rng: np.random.Generator, fillers: int, unseen: bool) -> list[str]:
    return [word for _ in range(fillers) for word in clause(rng, unseen=unseen)]


def _story_of(rng: np.random.Generator, steps: int, unseen: bool) -> list[str]:
    if steps != 0 and steps < SHORTEST:
        raise ValueError(
            f"a gap is {len(QUESTION)}, {len(QUESTION) + 1} or at least {len(QUESTION) + 1 + SHORTEST} steps, "
            f"got {steps + len(QUESTION) + 1}"
        )
    story: list[str] = []
    while len(story) < steps:
        following = clause(rng, unseen=unseen)
        left = steps - len(story) - len(following)
        if left == 0 or left >= SHORTEST:
            story += following
    return story


def _every_word() -> Iterable[str]:
    clauses = (c for family in FAMILIES for unseen in (False, True) for c in combinations(family, unseen))
    return {*OPENING, *QUESTION, *COUNTRIES, *COUNTRIES.values(), *(word for c in clauses for word in c)} - {
        "{country}"
    }


VOCABULARY = tuple(sorted(_every_word()))
INDEX = {word: index for index, word in enumerate(VOCABULARY)}
IS_ANSWER = np.isin(VOCABULARY, list(ANSWERS.values()))
SHORTEST = min(len(c) for family in FAMILIES for c in combinations(family, True))

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
