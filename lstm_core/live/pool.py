"""What a training in the page learns from and is measured on, as one message; static/trainer/pool.js opens it."""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_core.learning.config import Config
from lstm_core.learning.sources import Source, of_training
from lstm_core.live import sentences
from lstm_core.live.answered import Rule, asked, rule_of
from lstm_core.live.drawn import DRAWN, MARKS, described
from lstm_core.live.stored import arrays_of, as_many_as_fit
from lstm_core.networks.description import network_about
from lstm_core.networks.network import Network
from lstm_core.registry import TASKS
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
    more: Mapping[str, Mapping[int, Source]] | None = None,
    drawn: Callable[[], dict[str, Any]] | None = None,
) -> bytes:
    """[u32 length of the header][header in JSON][lengths, inputs, targets and marks of what is stored, compressed].

    Of each of the `levels` (the config's own without) come the batches that `fit` draws at it, in its order, up to
    `config.steps`; of each level that is `held_out` sequences that no training draws. Both are levels as in a config:
    0 is all of them mixed. `look` is the one sequence that is looked at from inside, drawn like these if there is none.
    `more` are further parts: of each name, at each level or number. What the page can draw itself is only described;
    of the rest as many batches to learn from are stored as fit into `most` bytes, and then they come round again.
    `drawn` says how the page draws a task that is not registered.
    """
    if config.schedule != "constant":
        raise ValueError("a training in the page has one rate until a hand moves it: the config's schedule is constant")
    if levels and config.level not in levels:
        raise ValueError(f"a training begins at one of its levels {list(levels)}, got {config.level}")
    rule, here = rule_of(config.task), DRAWN.get(config.task) if TASKS.get(config.task) is task else drawn
    fixed = replace(config, curriculum="none")
    parts = [("train", level, of_training(task, replace(fixed, level=level))) for level in levels or (config.level,)]
    parts += [("held", level, _held_out(task, config, level)) for level in held_out]
    parts += [(name, k, source) for name, sources in (more or {}).items() for k, source in sources.items()]
    if look is None:
        alone = replace(fixed, batch_size=1, steps=1, seed=config.seed + HELD_OUT)
        (look,) = of_training(task, alone).batches(task)
    marks: dict[tuple[float, bool], int] = dict(MARKS)
    body, places = bytearray(), []

    def store(batches: Sequence[Batch]) -> dict[str, Any]:
        at, arrays = {}, arrays_of(batches, rule, marks)
        for key, array in arrays.items():
            body.extend(b"\0" * (-len(body) % 8))
            at[key] = {"offset": len(body), "type": array.dtype.name, "size": array.size}
            body.extend(array.astype(array.dtype.newbyteorder("<")).tobytes())
        return {"sequences": len(arrays["lengths"]), "longest": int(arrays["lengths"].max()), "at": at}

    for name, level, source in parts:
        limit = most if name == "train" else None
        kept = (
            described(config.task, task, source)
            if here and source.levels
            else store(as_many_as_fit(source.batches(task), limit))
        )
        places.append({"name": name, "level": level, **kept})
    places.append({"name": "look", "level": config.level, **store([look])})
    header = _about(network, task, config, rule) | {"parts": places, "marks": [list(mark) for mark in marks]}
    header |= {"draw": here()} if here else {}
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


def _held_out(task: Task, config: Config, level: int) -> Source:
    named = {next(iter(task.levels)): level} if level and task.levels else {}
    return Source((config.seed, HELD_OUT, level), named, SEQUENCES, SEQUENCES)
