"""How long an edit takes from the press of a button to the bytes that are sent to the browser.

`python -m benchmarks.edits` prints medians for sentences of several lengths; the aim is 300 ms on two cores.
"""

import argparse
import statistics
import time

from threadpoolctl import threadpool_limits

from figures.charts.questions.before_after import before_after
from lstm_core.browser.film_message import pack
from lstm_core.tasks import france
from ui import edits
from ui.lessons.break_it import two_readings
from ui.shipped import networks, stories

FILLERS = (0, 3, 8)
EDITS = {
    "clamp f in all units": lambda middle: edits.Change("f", middle, middle, value=0.0),
    "clamp f in one unit, all words": lambda middle: edits.Change("f", 1, 2 * middle, (3,), value=1.0),
    "carry over Spain's memory": lambda middle: edits.Change("c", middle, middle, country="spain"),
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=9, help="repetitions, of which the median counts (default: 9)")
    rounds = options.parse_args().rounds
    threadpool_limits(1)
    print("| edit | words | run, film and chart | bytes to send |\n| --- | ---: | ---: | ---: |")
    for fillers in FILLERS:
        words = tuple(stories.story("france", fillers))
        middle = (france.country_position(words) + len(words)) // 2
        for label, make in EDITS.items():
            change = make(middle)
            change = edits.Change(**{**vars(change), "last": min(change.last, len(words))})
            times = [timed(words, change) for _ in range(rounds)]
            took = statistics.median(seconds for seconds, _ in times)
            print(f"| {label} | {len(words)} | {1000 * took:.0f} ms | {times[0][1] / 1024:.0f} KB |")


def timed(words: tuple[str, ...], change: edits.Change) -> tuple[float, int]:
    """(seconds, bytes) of one edit, nothing of it cached but the untouched runs."""
    networks.trace_of("lstm", 0, words)
    two_readings.sources("lstm", 0, words)
    two_readings.broken.clear()
    start = time.perf_counter()
    found = two_readings.broken("lstm", 0, words, (change,))
    blob = pack(found.film, "the run without your edits")
    shown = two_readings.options(found, "french")
    figure = before_after(shown, two_readings.compared(found, shown)).to_json()
    return time.perf_counter() - start, len(blob) + len(figure)


if __name__ == "__main__":
    main()
