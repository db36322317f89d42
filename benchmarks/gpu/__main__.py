"""`python -m benchmarks.gpu [PART …]`: all that waits for a GPU, proved and measured in six minutes.

Parts, in order: there (what is here), truth (does it compute what the NumPy core does), speed (each ratio beside its
target), demo (a character model, and the cells in it that can be named). It prints as it goes; the JSON file is whole
after every measurement and keeps the parts of earlier runs. The exit code is 1 where something is not true. It needs
torch >= 2.10 and NumPy, nothing else. Without a GPU, or with --small, the same code runs in a shrunken form.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:2")  # before torch asks for it, as `python -m lstm_torch` does

import torch

from benchmarks.gpu import demo, speed, stand_in, there, truth
from benchmarks.gpu.record import Part, Record, sentence
from lstm_torch.training.device import chosen_device

PARTS = {"there": there.run, "truth": truth.run, "speed": speed.run, "demo": demo.run}
SHARES = {"there": 0.02, "truth": 0.23, "speed": 0.27, "demo": 0.48}  # of the time
SHARES_SMALL = {"there": 0.03, "truth": 0.57, "speed": 0.1, "demo": 0.3}
SECONDS, SECONDS_SMALL = 330.0, 110.0  # what is left of six minutes and of two is for the start and the end


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    parts = [name for name in PARTS if name in (options.parts or PARTS)]
    device = chosen_device("auto")
    small = options.small or device.type != "cuda"
    end = time.perf_counter() + (options.seconds or (SECONDS_SMALL if small else SECONDS))
    if small:
        why = "as asked" if device.type == "cuda" else "because torch sees no GPU here; what needs one says so"
        print(f"the shrunken form, {why}", flush=True)
    if device.type == "cpu":
        torch.set_num_threads(1)  # two would wait for each other at these sizes
    try:
        record = Record(options.json or options.out / "measured.json")
    except (ValueError, OSError) as error:
        print(f"python -m benchmarks.gpu: {error}", file=sys.stderr)
        return 2
    failed: list[str] = []
    try:
        with stand_in.where_missing():
            for k, name in enumerate(parts):
                shares = SHARES_SMALL if small else SHARES
                share = shares[name] / sum(shares[other] for other in parts[k:])
                seconds = share * max(0.0, end - time.perf_counter())
                print(f"\n== {name}: {seconds:.0f} s at most", flush=True)
                failed += [f"{name}: {what}" for what in ended(name, device, small, seconds, record, options)]
    except KeyboardInterrupt:
        print(f"\nstopped; what was measured is kept in {record.path}")
        return 130
    print(f"\nkept in {record.path}")
    if failed:
        print("\n".join(["not true:", *failed]))
    return 1 if failed else 0


def ended(
    name: str, device: torch.device, small: bool, seconds: float, record: Record, options: argparse.Namespace
) -> list[str]:
    """Measure one part; what is not true. An error ends this part, in one sentence, and no other."""
    part = None
    try:
        part = Part(name, device, small, seconds, record, options.out, options.text)  # it asks the device its name
        PARTS[name](part)
    except Exception as error:
        print(f"{name} ended: {sentence(error)}", flush=True)
        if part is None:
            return [sentence(error)]
        part.ended(sentence(error))
        return [*part.failed, sentence(error)]
    part.ended("whole")
    return part.failed


def part_name(text: str) -> str:
    if text not in PARTS:
        raise argparse.ArgumentTypeError(f"there is no part {text!r}; there are {', '.join(PARTS)}")
    return text


def parser() -> argparse.ArgumentParser:
    this = argparse.ArgumentParser(
        prog="python -m benchmarks.gpu", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    this.add_argument("parts", nargs="*", type=part_name, metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    this.add_argument("--json", type=Path, metavar="FILE", help="the numbers (default: measured.json in --out)")
    this.add_argument(
        "--text", default="", metavar="FILE", help="the book of the demo (default: in LSTM_EXTRA, or ours)"
    )
    this.add_argument("--out", type=Path, default=Path("runs/gpu"), help="a folder for its runs (default: %(default)s)")
    this.add_argument("--seconds", type=float, help=f"at most (default: {SECONDS:.0f}, {SECONDS_SMALL:.0f} in small)")
    this.add_argument("--small", action="store_true", help="the shrunken form, on a GPU too")
    return this


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # threads that gloo has left may abort an orderly exit
