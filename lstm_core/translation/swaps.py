"""Is what attention points at what the answer rests on? The values it points at are swapped, and others, and counted.

All swaps are of one written step at a time: the decoder's state and the characters before it stay those of the base.
`base` and `other` are translations of texts of equal length, written with the same `given` (see `Translator.run`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import readout, softmax
from lstm_core.translation.attention import Attention
from lstm_core.translation.translation import Pairs, Translation
from lstm_core.translation.translator import Translator

Encode = Callable[[list[str]], tuple[np.ndarray, np.ndarray]]  # texts -> (ids (S, B), lengths (B,))


class Flips(NamedTuple):
    """Shares of written characters that turn into the other text's, for each number of swapped positions.

    `pointed`: the positions that get most weight; `random`: as many others; `rest`: all positions but the pointed ones;
    `every`: all of them. Only characters count that differ between the two texts: `counted` is their number. For each
    written step: `pointed_at` with the last of the counts, `every_at`, and `counted_at`; nan where none differ.
    """

    counts: list[int]
    pointed: list[float]
    random: list[float]
    rest: list[float]
    every: float
    counted: int
    pointed_at: list[float]
    every_at: list[float]
    counted_at: list[int]


def most_weight(done: Translation, count: int) -> np.ndarray:
    """(T, B, S) bool: the `count` positions that each written step gives the most weight."""
    rank = np.argsort(np.argsort(-_looked(done).scores, axis=2, kind="stable"), axis=2)
    return (rank < count) & done.encoded.mask.T


def _looked(done: Translation) -> Attention:
    if done.attention is None:
        raise ValueError("a translator without attention points at nothing")
    return done.attention


def random_others(done: Translation, taken: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(T, B, S) bool: at random as many positions as are `taken`, none of them taken, as far as there are enough."""
    free = done.encoded.mask.T & ~taken
    rank = np.argsort(np.argsort(np.where(free, rng.random(taken.shape), 2), axis=2), axis=2)
    return (rank < taken.sum(axis=2, keepdims=True)) & free


def swapped(base: Translation, other: Translation, chosen: np.ndarray) -> np.ndarray:
    """Logits (T, B, V) of each step if the encoder's values at its `chosen` (T, B, S) positions were the other's."""
    parameters, state, outs = base.translator.parameters, base.decoder.start(), []
    for at, read, step in zip(chosen, base.read, base.steps, strict=True):
        values = np.where(at.T[..., None], other.encoded.values, base.encoded.values)  # (S, B, H)
        mixed = replace(base.decoder, encoded=replace(base.encoded, values=values))
        outs.append(mixed.step(parameters["target"][read], state).out)
        state = step.state
    return np.stack([readout(parameters["readout.W"], parameters["readout.b"], out)[0] for out in outs])


def flips(
    translator: Translator, twins: Sequence[tuple[Pairs, Pairs]], counts: Sequence[int], rng: np.random.Generator
) -> Flips:
    """Over pairs of batches whose texts are as long, place by place: how often swaps turn the written character."""
    T = len(twins[0][0].target)
    found = {name: np.zeros((len(counts), T)) for name in ("pointed", "random", "rest")}
    every, counted = np.zeros(T), np.zeros(T)
    for base, other in twins:
        one, two = (translator.run(pairs.source, pairs.lengths, base.given) for pairs in (base, other))
        differ = base.target != other.target
        turned = partial(_turned, one, two, other.target, differ)
        counted += differ.sum(axis=1)
        every += turned(np.broadcast_to(one.encoded.mask.T, _looked(one).weights.shape))
        for k, count in enumerate(counts):
            pointed = most_weight(one, count)
            found["pointed"][k] += turned(pointed)
            found["random"][k] += turned(random_others(one, pointed, rng))
            found["rest"][k] += turned(~pointed & one.encoded.mask.T)
    total = counted.sum()
    with np.errstate(invalid="ignore"):
        pointed_at, every_at = found["pointed"][-1] / counted, every / counted
    return Flips(
        counts=list(counts),
        **{name: (array.sum(axis=1) / total).tolist() for name, array in found.items()},
        every=float(every.sum() / total),
        counted=int(total),
        pointed_at=pointed_at.tolist(),
        every_at=every_at.tolist(),
        counted_at=counted.astype(int).tolist(),
    )


def _turned(
    base: Translation, other: Translation, wanted: np.ndarray, differ: np.ndarray, chosen: np.ndarray
) -> np.ndarray:
    """(T,): how many of the characters that `differ` become the `wanted` ones (T, B) once the chosen are swapped."""
    return ((swapped(base, other, chosen).argmax(axis=2) == wanted) & differ).sum(axis=1)


class Rests(NamedTuple):
    """(T, S): by how much the probability of each written character falls if position s is swapped, the mean over
    other texts: the encoder's value there (`values`), or the character itself, before anything is read (`characters`).
    """

    values: np.ndarray
    characters: np.ndarray


def rests_on(translator: Translator, text: str, others: Sequence[str], encode: Encode, steps: int) -> Rests:
    """What a translation of `text` rests on, one position at a time, each swapped with every one of `others`.

    `encode` turns texts into ids (S, B) and lengths (B,); at most `steps` characters are written.
    """
    S, N = len(text), len(others)
    free = translator.run(*encode([text]), steps=steps)
    given, written = free.read[:, :1], free.written[:, 0]
    T = len(written)
    right = free.probs[np.arange(T), 0, written]  # (T,)
    everyone = np.repeat(given, S * N, axis=1)
    base = translator.run(*encode([text] * (S * N)), everyone)
    other = translator.run(*encode([o for o in others for _ in range(S)]), everyone)
    chosen = np.broadcast_to(np.tile(np.eye(S, dtype=bool), (N, 1)), (T, S * N, S))
    changed = encode([text[:s] + o[s] + text[s + 1 :] for o in others for s in range(S)])
    reread = translator.run(*changed, everyone).probs

    def fall(probs: np.ndarray) -> np.ndarray:
        return right[:, None] - probs[np.arange(T), :, written].reshape(T, N, S).mean(axis=1)

    return Rests(fall(softmax(swapped(base, other, chosen))), fall(reread))
