"""Sequences that a task drew, batch after batch, as one message to learn from; static/trainer/pool.js opens it."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_core.learning.config import Config
from lstm_core.learning.curriculum import draw, first_level
from lstm_core.live import sentences
from lstm_core.live.answered import Rule, asked, rule_of
from lstm_core.networks.description import network_about
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, Task

FORMAT = 1
MOST_BYTES = 8 * 2**20  # of the sequences to learn from, at one level, before they are compressed
HELD_OUT, SEQUENCES = 4711, 64  # the second number of the seed of what is never learned from; how many of each level


def pool(
    network: Network,
    task: Task,
    config: Config,
    *,
    levels: Sequence[int] = (),
    held_out: Sequence[int] = (),
    look: Batch | None = None,
    most: int = MOST_BYTES,
    more: Mapping[str, Mapping[int, Sequence[Batch]]] | None = None,
) -> bytes:
    """[u32 length of the header][header in JSON][lengths, inputs, targets and marks of all parts, compressed].

    Of each of the `levels` (the config's own without) come the batches that `fit` draws at it, in its order, up to
    `config.steps` or as many as fit into `most` bytes; of each level that is `held_out` sequences that no training
    draws. Both are levels as in a config: 0 is all of them mixed. `look` is the one sequence that is looked at from
    inside, drawn like these if there is none. `more` are further parts: of each name, at each level or number.
    """
    if config.schedule != "constant":
        raise ValueError("a training in the page has one rate until a hand moves it: the config's schedule is constant")
    if levels and config.level not in levels:
        raise ValueError(f"a training begins at one of its levels {list(levels)}, got {config.level}")
    rule, parts = rule_of(config.task), []
    for level in levels or (config.level,):
        parts.append(("train", level, _as_long_as(_drawn(task, replace(config, level=level)), config, most)))
    for level in held_out:
        parts.append(("held", level, [_held_out(task, config, level)]))
    parts += [(name, k, list(batches)) for name, levels in (more or {}).items() for k, batches in levels.items()]
    if look is None:
        look = next(iter(_drawn(task, replace(config, batch_size=1, seed=config.seed + HELD_OUT))))
    parts.append(("look", config.level, [look]))
    marks: dict[tuple[float, bool], int] = {(0.0, False): 0}
    body, places = bytearray(), []
    for name, level, batches in parts:
        arrays = _arrays(batches, rule, marks)
        at = {}
        for key, array in arrays.items():
            body += b"\0" * (-len(body) % 8)
            at[key] = {"offset": len(body), "type": array.dtype.name, "size": array.size}
            body += array.astype(array.dtype.newbyteorder("<")).tobytes()
        sizes = {"batches": len(batches), "sequences": len(arrays["lengths"]), "longest": int(arrays["lengths"].max())}
        places.append({"name": name, "level": level, **sizes, "at": at})
    header = _about(network, task, config, rule) | {"parts": places, "marks": [list(mark) for mark in marks]}
    header["look"] = {"inputs": look.inputs[:, 0].tolist(), "asked": np.flatnonzero(asked(rule, look)[:, 0]).tolist()}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return len(text).to_bytes(4, "little") + text + zlib.compress(bytes(body), 6)


def _about(network: Network, task: Task, config: Config, rule: Rule) -> dict[str, Any]:
    keeps = [
        [f"layers.{k}.{carry.bias[0]}", carry.bias[1]]
        for k, layer in enumerate(network.layers)
        for carry in layer.cell.carry.values()
        if carry.bias
    ]
    return {
        "format": FORMAT,
        "config": config.to_json(),
        "about": network_about(network),
        "keeps": keeps,
        "task": {"title": task.title, "chance": task.chance, "level": next(iter(task.levels), "")},
        "within": rule.within,
        "reads": task.input_size or 0,
        "answers": len(task.outputs) if task.output == "number" else 0,
        "limits": sentences.LIMITS,
        "words": sentences.words(network.layers[0].cell.title),
    }


def _drawn(task: Task, config: Config) -> Iterable[Batch]:
    level = first_level(task, replace(config, curriculum="none"))
    return (draw(task, config, step + 1, level) for step in range(config.steps))


def _as_long_as(batches: Iterable[Batch], config: Config, most: int) -> list[Batch]:
    found: list[Batch] = []
    size = 0
    for batch in batches:
        size += 2 * batch.weights.size + batch.inputs.size * (1 if batch.inputs.dtype.kind in "iu" else 8)
        if found and size > most:
            break
        found.append(batch)
    return found


def _held_out(task: Task, config: Config, level: int) -> Batch:
    rng = np.random.default_rng([config.seed, HELD_OUT, level])
    if not level or not task.levels:
        return task.sample(rng, SEQUENCES)
    return task.sample(rng, SEQUENCES, **{next(iter(task.levels)): level})


def _arrays(batches: Sequence[Batch], rule: Rule, marks: dict[tuple[float, bool], int]) -> dict[str, np.ndarray]:
    """All sequences of some batches one after the other, each without what fills it up to the longest beside it."""
    found: dict[str, list[np.ndarray]] = {"lengths": [], "inputs": [], "targets": [], "marks": []}
    for batch in batches:
        codes = _codes(batch.weights, asked(rule, batch), marks)
        for b, length in enumerate(batch.lengths):
            found["marks"].append(codes[:length, b])
            found["inputs"].append(batch.inputs[:length, b].ravel())
            found["targets"].append(batch.targets[:length, b].ravel())
        found["lengths"].append(batch.lengths)
    kinds = {"lengths": np.uint16, "marks": np.uint8}
    return {name: _short(np.concatenate(arrays), kinds.get(name)) for name, arrays in found.items()}


def _codes(weights: np.ndarray, counts: np.ndarray, marks: dict[tuple[float, bool], int]) -> np.ndarray:
    """Weight and whether it is asked, at each place (T, B), as the number that `marks` has for both."""
    found = np.zeros(weights.shape, np.uint8)
    for weight in np.unique(weights).tolist():
        for count in (False, True):
            here = (weights == weight) & (counts == count)
            if here.any():
                found[here] = marks.setdefault((weight, count), len(marks))
    return found


def _short(array: np.ndarray, kind: type | None) -> np.ndarray:
    """Numbers in the shortest form that loses nothing: words in a byte each, where there are few."""
    if kind is None and array.dtype.kind in "iu":
        kind = np.uint8 if array.max() < 256 else np.uint16
    return array.astype(kind or np.float64)
