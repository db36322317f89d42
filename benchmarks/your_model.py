"""A reader's own model of many sizes: how long it takes to open, to run, to film, and the frames of what is drawn.

    python -m benchmarks.your_model [--small]

A model is a file of PyTorch's names with random weights, 16 numbers a step. "open" reads it in a process of its own;
"run" reads the whole input and keeps what the page shows of it; "stretch" is the film of 100 steps of the last layer.
Frames are those of the film while it plays and of the strips while a hand drags along them, in headless Chromium
without a GPU; milliseconds are the page's main thread's for a frame. The browser's own limit is 60 frames a second.
"""

import argparse
import base64
import platform
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from benchmarks.film import MOUNT, SECONDS, frames
from lstm_core.browser.film_message import pack
from lstm_core.files import arrays_as_bytes
from lstm_core.long_runs.blocks import long_run
from lstm_core.long_runs.stretch import stretch_film
from lstm_core.models.opening import open_model
from tools.chromium import Screen, chromium
from tools.server import file_server
from ui.lessons.your_model import overview
from ui.lessons.your_model.choose import Chosen
from ui.lessons.your_model.dropped.inputs import random
from ui.lessons.your_model.dropped.sources import Source
from ui.lessons.your_model.looked import Looked
from ui.lessons.your_model.networks import computed

SIZES = ((5000, 64, 1), (5000, 256, 4), (5000, 1024, 1), (5000, 1024, 4))  # steps, units, layers
SMALL = ((400, 16, 1), (400, 200, 2))
INPUTS = 16
T = TypeVar("T")
DRAG = """async ([seconds]) => {
  const field = document.querySelector(".lstm-overview .field");
  const { left, top, width } = field.getBoundingClientRect();
  const point = (type, k) => field.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, buttons: 1,
    clientX: left + width * (0.5 + 0.45 * Math.sin(k / 20)), clientY: top + 5 }));
  field.setPointerCapture = () => {};
  point("pointerdown", 0);
  const start = performance.now();
  for (let k = 0; performance.now() - start < 1000 * seconds; k += 1) {
    point("pointermove", k);
    await new Promise(requestAnimationFrame);
    window.drawn = k;
  }
  return 1000 * window.drawn / (performance.now() - start);
}"""


def model(units: int, layers: int) -> bytes:
    """Random weights under PyTorch's names, of a size that keeps values from growing."""
    rng, found = np.random.default_rng(0), {}
    for layer in range(layers):
        reads = units if layer else INPUTS
        for name, shape in (("weight_ih", (4 * units, reads)), ("weight_hh", (4 * units, units))):
            found[f"rnn.{name}_l{layer}"] = (rng.normal(size=shape) / np.sqrt(shape[1])).astype(np.float32)
        for name in ("bias_ih", "bias_hh"):
            found[f"rnn.{name}_l{layer}"] = rng.normal(size=4 * units).astype(np.float32)
    return arrays_as_bytes(found, {})


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """(seconds, what was made)."""
    start = time.perf_counter()
    found = act()
    return time.perf_counter() - start, found


def of_size(screen: Screen, blank: str, steps: int, units: int, layers: int) -> None:
    """One row of the table."""
    content = model(units, layers)
    opening, opened = timed(lambda: open_model(content, name="model.safetensors"))
    network = computed(opened.networks[0].network)
    read = random(network, steps, 0)
    running, run = timed(lambda: long_run(network, read.values.astype(network.dtype)))
    start = run.starts[len(run.starts) // 2]
    filming, (film, _) = timed(lambda: stretch_film(run, start, layers - 1))
    packed = pack(film)
    source = Source("model", "model", "model", {})
    chosen = Chosen(source, opened, 0, network, read, (layers - 1, 0))
    strips = overview.message(Looked(chosen, run))
    played, worked = _played(screen, blank, packed)
    dragged = _dragged(screen, blank, strips)
    print(
        f"| {steps:,} | {layers} × {units:,} | {len(content) / 2**20:.1f} MB | {opening:.2f} s | {running:.1f} s | "
        f"{filming:.2f} s | {len(packed) / 2**20:.1f} MB | {played} | {worked:.1f} ms | {dragged:.0f} |",
        flush=True,
    )


def _played(screen: Screen, blank: str, packed: bytes) -> tuple[str, float]:
    """Frames a second of the film, median and slowest; milliseconds of the main thread for one."""
    screen.page.goto(blank)
    screen.page.evaluate(MOUNT, base64.b64encode(packed).decode())
    screen.page.wait_for_selector(".lstm-film .lane")
    work = screen.page.context.new_cdp_session(screen.page)
    work.send("Performance.enable", {"timeDomain": "threadTicks"})
    counted, worked = frames(screen, work, 2, "4")
    return f"{np.median(counted):.0f}, {min(counted)}", worked


def _dragged(screen: Screen, blank: str, strips: bytes) -> float:
    """Frames a second while a hand drags along the strips."""
    screen.page.goto(blank)
    mount = MOUNT.replace("/film/main.js", "/your_model/main.js")
    screen.page.evaluate(mount, base64.b64encode(strips).decode())
    screen.page.wait_for_selector(".lstm-overview .field")
    return screen.page.evaluate(DRAG, [SECONDS])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", action="store_true", help="small sizes, to see that it runs")
    sizes = SMALL if parser.parse_args().small else SIZES
    print(platform.machine())
    columns = ["steps", "layers × units", "file", "open", "run", "stretch", "its bytes"]
    columns += ["film, frames/s", "a frame", "strips, frames/s"]
    print(f"| {' | '.join(columns)} |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with chromium() as browser, file_server() as url:
        screen = Screen(browser)
        for steps, units, layers in sizes:
            of_size(screen, f"{url}/blank", steps, units, layers)
        screen.close()


if __name__ == "__main__":
    main()
