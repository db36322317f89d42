"""How fast the truncation window of *The way back* turns its gradient while a lever moves, in the page and in NumPy."""

import statistics
import time

from threadpoolctl import threadpool_limits

from lstm_core.running.backward import backward
from lstm_core.signals.lengths import angle, truncated_backward
from tools.chromium import Screen
from ui.components import network
from ui.lessons.way_back import levers, numbers

PAGE = """async ([words, score]) => {
  const { createWindows } = await import("/way_back/windows.js");
  const turned = createWindows(new Uint8Array(await (await fetch("/message")).arrayBuffer()), score, words.length);
  return words.flatMap((_, k) => (k ? [k] : [])).map((window) => {
    const asked = performance.now();
    turned(words, window);
    return performance.now() - asked;
  });
}"""


def on_the_server(words: tuple[str, ...]) -> list[float]:
    """Milliseconds for each window."""
    pulled, times = numbers.pull(numbers.of_the_window(), words, levers.ANSWER), []
    whole = backward(pulled.trace, {"h": pulled.d}).weights
    for window in range(1, len(words)):
        start = time.perf_counter()
        angle(whole, truncated_backward(pulled.trace, pulled.d, window).weights)
        times.append(1e3 * (time.perf_counter() - start))
    return times


def run(screen: Screen) -> None:
    """Measure every window of the default and of the longest sentence, and print the table."""
    print("| a window of the LSTM, 64 units | words | first | median | worst |\n| --- | ---: | ---: | ---: | ---: |")
    net = numbers.of_the_window()
    body = network.message(net)[network.NAME :]
    screen.page.route("**/message", lambda route: route.fulfill(body=body))
    with threadpool_limits(1):
        for clauses in (levers.USUAL, levers.CLAUSES[-1]):
            words = levers.sentence(clauses)
            asked = [list(words), numbers.score(net, levers.ANSWER).tolist()]
            for where, times in (("the page", screen.page.evaluate(PAGE, asked)), ("NumPy", on_the_server(words))):
                first, *others = times
                cells = f"{first:.1f} ms | {statistics.median(others):.1f} ms | {max(others):.1f} ms"
                print(f"| {where} | {len(words)} | {cells} |", flush=True)
