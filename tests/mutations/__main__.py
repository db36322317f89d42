"""`python -m tests.mutations [word …]` tries all of them, or those whose file or error holds one of the words."""

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutations.every import EVERY
from tests.mutations.in_page import Shift
from tests.mutations.trial import Mutation, judged


def main(arguments: list[str]) -> int:
    """Print what each came to; the number of those that nobody noticed is the status."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("words", nargs="*", help="only mutations whose file or text holds one of these")
    parser.add_argument("--jobs", type=int, default=2, help="how many are tried at once, each in a copy of its own")
    asked = parser.parse_args(arguments)
    chosen = [one for one in EVERY if not asked.words or any(word in f"{one.file} {one.after}" for word in asked.words)]
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        shifts = [Shift(Path(folder) / str(number)) for number in range(asked.jobs)]
        if broken := _broken(chosen, shifts[0].copy):
            print(broken)
            return 1
        idle: SimpleQueue[Shift] = SimpleQueue()
        for shift in shifts:
            idle.put(shift)

        def tried(mutation: Mutation) -> str:
            shift = idle.get()
            try:
                return shift.unnoticed(mutation)
            finally:
                idle.put(shift)

        survived = 0
        with ThreadPoolExecutor(asked.jobs) as pool:
            for mutation, wrong in zip(chosen, pool.map(tried, chosen), strict=True):
                survived += bool(wrong)
                print(f"{'SURVIVED' if wrong else 'caught  '} {mutation.file}: {wrong or mutation.after}", flush=True)
        for shift in shifts:
            shift.close()
    print(f"{len(chosen) - survived} of {len(chosen)} caught in {time.perf_counter() - began:.0f} s")
    return min(survived, 100)


def _broken(chosen: list[Mutation], copy: Path) -> str:
    """Why nothing can be learned: a test that already fails without any error."""
    status, said = judged(sorted({one.test for one in chosen}), copy)
    return f"the tests do not pass without a mutation:\n{said[-3000:]}" if status else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
