"""`python -m benchmarks.live [PART …]`: the page's own network beside the core, in a Chromium of this machine.

Parts, in order: promise (are the numbers the same? writes assets/live.json), speed (how long does the page take, how
long the server?), frames (how long does a frame take that a hand drags, all drawing included?), further (the same while
the training slider or one cursor over three networks moves), vanishing (how long does a lever of *Vanishing gradients*
take?), way_back (how long does a window of *The way back* take?). Each prints a table in Markdown.
"""

import argparse
import platform
from collections.abc import Sequence

import numpy as np

from benchmarks.live import frames, further, promise, speed, vanishing, way_back
from tools.chromium import Screen, chromium
from tools.server import file_server

PARTS = {
    "promise": promise.run,
    "speed": speed.run,
    "frames": frames.run,
    "further": further.run,
    "vanishing": vanishing.run,
    "way_back": way_back.run,
}


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.live", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("parts", nargs="*", type=part, metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    chosen = options.parse_args(arguments).parts or PARTS
    with chromium() as browser, file_server() as url:
        print(f"Chromium {browser.version}, NumPy {np.__version__}, {platform.machine()}")
        for name in chosen:
            screen = Screen(browser)
            screen.page.goto(f"{url}/blank")
            print(f"\n{name}", flush=True)
            PARTS[name](screen)
            screen.close()


def part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"there is no part {name}; there are {', '.join(PARTS)}")
    return name


if __name__ == "__main__":
    main()
