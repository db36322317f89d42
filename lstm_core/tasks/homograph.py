"""Homographs: a bat sleeps or breaks, and the word that says which may come before it or only after it."""

import numpy as np

from lstm_core.tasks import Batch, Task

NOUNS = ("bat", "crane", "mouse", "seal", "jaguar", "kite", "ray", "mole")
MEANINGS = ("animal", "thing")
BEFORE = {"animal": ("hungry", "sleepy", "wild", "tame"), "thing": ("rusty", "plastic", "expensive", "folded")}
AFTER = {"animal": ("slept", "ate", "yawned", "ran"), "thing": ("broke", "rusted", "jammed", "leaked")}
NEUTRAL = ("big", "small", "old", "grey")
STAYED = ("stayed", "waited", "remained", "appeared")
PHRASES = ("on the table", "near the house", "in the garden", "by the door")
CLAUSES = 3
VOCABULARY = tuple(
    sorted({"the", ".", *NOUNS, *NEUTRAL, *STAYED, *" ".join(PHRASES).split()}.union(*BEFORE.values(), *AFTER.values()))
)
ASKED = frozenset(VOCABULARY.index(noun) for noun in NOUNS)
CUED_BEFORE = frozenset(VOCABULARY.index(word) for words in BEFORE.values() for word in words)


def clause(rng: np.random.Generator, phrases: int) -> tuple[list[str], str]:
    """(its words, what its noun means); the cue is an adjective before the noun or, after so many phrases, the verb."""
    meaning, noun = MEANINGS[rng.integers(2)], str(rng.choice(NOUNS))
    between = " ".join(rng.choice(PHRASES, phrases)).split()
    if rng.random() < 0.5:
        return ["the", str(rng.choice(BEFORE[meaning])), noun, *between, str(rng.choice(STAYED)), "."], meaning
    return ["the", str(rng.choice(NEUTRAL)), noun, *between, str(rng.choice(AFTER[meaning])), "."], meaning


def draw(rng: np.random.Generator, batch_size: int, phrases: int | tuple[int, int] = (0, 2)) -> Batch:
    """Three clauses each; what their nouns mean is asked at the nouns."""
    low, high = phrases if isinstance(phrases, tuple) else (phrases, phrases)
    texts = []
    for _ in range(batch_size):
        words, meanings = [], []
        for _ in range(CLAUSES):
            more, meaning = clause(rng, int(rng.integers(low, high + 1)))
            words += more
            meanings.append(meaning)
        texts.append((words, meanings))
    lengths = np.array([len(words) for words, _ in texts])
    inputs = np.full((lengths.max(), batch_size), VOCABULARY.index("."))
    targets, weights = np.zeros_like(inputs), np.zeros(inputs.shape, np.float32)
    for b, (words, meanings) in enumerate(texts):
        inputs[: len(words), b] = [VOCABULARY.index(word) for word in words]
        places = [t for t, word in enumerate(words) if word in NOUNS]
        targets[places, b], weights[places, b] = [MEANINGS.index(meaning) for meaning in meanings], 1
    return Batch(inputs, targets, weights, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether every noun is understood, (B,) bool."""
    return ((outputs.argmax(axis=2) == batch.targets) | (batch.weights == 0)).all(axis=0)


def cued_before(batch: Batch) -> np.ndarray:
    """(T, B) bool: the nouns that are asked for and whose cue stands before them."""
    told = np.roll(np.isin(batch.inputs, list(CUED_BEFORE)), 1, axis=0)
    return told & (batch.weights > 0)


TASK = Task(
    title="Homographs",
    claim="What a word means may be told by a word that comes only later",
    draw=draw,
    solved=solved,
    chance=1 / len(MEANINGS) ** CLAUSES,
    vocabulary=VOCABULARY,
    outputs=MEANINGS,
    levels={"phrases": (0, 4, 2)},
    length=lambda phrases: CLAUSES * (5 + 3 * phrases),
    published="a small grammar of this project",
)
