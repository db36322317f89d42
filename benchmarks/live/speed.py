"""How long the page takes for what a reader does, beside NumPy on the server for the same."""

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.live.training import config_of, drawn, room, said, started
from lstm_core import CELLS, TASKS, Edit, Network, fit
from lstm_core.live.packed import packed
from tools.chromium import Screen

ROUNDS, ROUNDS_OF_NUMPY = 200, 30
UNITS, VECTORS, WORDS, OTHERS = 64, 32, 123, 19  # as the shipped LSTM, and as many other countries
WORK = Path(__file__).with_suffix(".js")


def run(screen: Screen) -> None:
    """Measure, and print the table."""
    screen.page.route("**/speed.js", lambda route: route.fulfill(path=WORK, content_type="text/javascript"))
    print("| what a reader does | page: median | worst | server: median | worst |\n| --- | ---: | ---: | ---: | ---: |")
    with threadpool_limits(1):
        for length in (28, 78, 200):
            row(screen, *dragged(length, "dragged"), f"drags a value, all {length} words again")
            row(screen, *dragged(length, "draggedFrom"), f"the same, from the edit in the middle on, {length} words")
        for length in (28, 78):
            row(screen, *replaced(length), f"replaces a word of {length}: the text and {OTHERS} alternatives")
        for vectors in (0, 8):
            words = f"vectors of {vectors}" if vectors else "one-hot"
            row(screen, *update(vectors), f"trains: an update, LSTM 16, B = 8, T = 50, {words}")


def row(screen: Screen, asked: dict[str, Any], core: Callable[[int], object], what: str) -> None:
    script = "async (asked) => (await import('/speed.js')).times(JSON.parse(asked))"
    page = screen.page.evaluate(script, json.dumps(asked | {"rounds": ROUNDS}))
    server = []
    for k in range(2 * ROUNDS_OF_NUMPY):
        start = time.perf_counter()
        core(k)
        server.append(1000 * (time.perf_counter() - start))
    server = server[ROUNDS_OF_NUMPY:]
    shown = " | ".join(f"{number:.1f} ms" for number in (median(page), max(page), median(server), max(server)))
    print(f"| {what} | {shown} |", flush=True)


def of(network: Network) -> str:
    return base64.b64encode(packed(network)).decode()


def reader(length: int) -> tuple[Network, np.ndarray]:
    rng = np.random.default_rng(0)
    network = Network.new(CELLS["lstm"], [f"word{k}" for k in range(WORDS)], UNITS, VECTORS, rng)
    return network, rng.integers(0, WORDS, (length, 1))


def lists(ids: np.ndarray) -> list[list[int]]:
    return ids.T.tolist()


def dragged(length: int, work: str) -> tuple[dict[str, Any], Callable[[int], object]]:
    network, ids = reader(length)
    given = {"inputs": lists(ids), "step": length // 2, "name": "c_prev"}

    def core(k: int) -> object:
        edit = Edit("c_prev", value=k / 1000, steps=length // 2, units=3)
        return network.run(ids, edits=[edit], keep="nodes").probs

    return {"work": work, "packed": of(network), "given": given}, core


def replaced(length: int) -> tuple[dict[str, Any], Callable[[int], object]]:
    network, ids = reader(length)
    others = np.repeat(ids, OTHERS, axis=1)
    others[length // 3] = (ids[length // 3] + 1 + np.arange(OTHERS)) % WORDS

    def core(k: int) -> object:
        return network.run(ids, keep="nodes").probs, network.run(others).layers[0]["h"]

    return {"work": "replaced", "packed": of(network), "given": {"inputs": lists(ids), "others": lists(others)}}, core


def update(vectors: int) -> tuple[dict[str, Any], Callable[[int], object]]:
    config = config_of(vectors)
    network, state = started(config)
    batches = drawn(config, state, config.steps)
    how = {"rate": config.rate, "clip": config.clip}
    given = {"batches": [said(batch) for batch in batches], "room": room(batches), "how": how}
    asked = {"work": "update", "packed": of(network), "given": given}
    run = fit(network, TASKS[config.task], config, state)
    return asked, lambda k: next(run)
