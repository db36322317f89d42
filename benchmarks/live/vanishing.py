"""How fast *Vanishing gradients* is computed anew while a lever moves, in the page and on the server.

RNN, GRU and LSTM of 32 units, five seeds each, forward and back over the whole length, in a real Chromium: in the
worker, from the question to the answer, and in the page itself.
"""

import statistics
import time
from typing import Any

from threadpoolctl import threadpool_limits

from tools.chromium import Screen
from ui.lessons.vanishing import hero, numbers
from ui.lessons.vanishing.levers import Levers
from ui.shipped.networks import COMPARED

LENGTHS, REDRAWS = (100, 400), 200
WORKER = """async ([length, redraws]) => {
  const { openComputing } = await import("/vanishing/numbers/computing.js");
  const message = new Uint8Array(await (await fetch("/message")).arrayBuffer());
  const times = [];
  await new Promise((done) => {
    let asked = 0;
    const ask = () => {
      asked = performance.now();
      computing.ask({ bias: -3 + (8 * times.length) / redraws, scale: 1, length });
    };
    const computing = openComputing(message, () => {
      times.push(performance.now() - asked);
      if (times.length <= redraws) return ask();
      computing.leave();
      done();
    });
    ask();
  });
  return times;
}"""
PAGE = """async ([length, redraws]) => {
  const { openNoise } = await import("/vanishing/numbers/noise.js");
  const { decode } = await import("/shared/blob.js");
  const signals = openNoise(decode(await (await fetch("/message")).arrayBuffer()));
  return Array.from({ length: redraws + 1 }, (_, k) => {
    const asked = performance.now();
    signals({ bias: -3 + (8 * k) / redraws, scale: 1, length });
    return performance.now() - asked;
  });
}"""


def redraws(page: Any, script: str, length: int) -> tuple[float, float, float]:
    """Milliseconds, in a page of the server of static/: the first redraw, the median and the worst of the others."""
    first, *others = page.evaluate(script, [length, REDRAWS])
    return first, statistics.median(others), max(others)


def on_the_server(length: int, rounds: int = 5) -> tuple[float, float, float]:
    """The same of the server's computation."""
    times = []
    for k in range(rounds + 1):
        start = time.perf_counter()
        for cell in COMPARED:
            numbers.signals.__wrapped__(cell, Levers(bias=k / 10, length=length))
        times.append(1e3 * (time.perf_counter() - start))
    return times[0], statistics.median(times[1:]), max(times[1:])


def run(screen: Screen) -> None:
    """Measure, and print the table."""
    print(f"| 15 networks anew | steps | first | median of {REDRAWS} | worst |\n| --- | ---: | ---: | ---: | ---: |")
    body = hero.message(COMPARED, "uniform", "same units", "last", None)
    screen.page.route("**/message", lambda route: route.fulfill(body=body))
    with threadpool_limits(1):
        for length in LENGTHS:
            for where, script in (("a worker", WORKER), ("the page itself", PAGE)):
                row(where, length, redraws(screen.page, script, length))
            row("server, NumPy", length, on_the_server(length))


def row(where: str, length: int, times: tuple[float, float, float]) -> None:
    first, median, worst = times
    print(f"| {where} | {length} | {first:.0f} ms | {median:.1f} ms | {worst:.1f} ms |", flush=True)
