"""Does the unit that follows the line also end it? `python -m benchmarks.line_breaks`

Of every run that ships with the text of the search for its cells. The network writes on, and c of one unit is held as
low as in a tenth of that text, or as high; then that of every other unit, with the same random numbers. `--keep` writes
what was found into the run's results.json.
"""

import json
import sys
from pathlib import Path

import numpy as np

from lstm_core import Edit, Network, load_run
from lstm_core.files import write_whole
from lstm_core.networks.writing import write

RUNS, READ, RESULTS = Path("assets/big"), "read.txt", "results.json"
TEXTS, LENGTH, OPENING, SEED = 32, 200, 80, 0
ENDS = {"low": 10, "high": 90}  # percentiles of what a unit's memory holds while it reads


def main() -> None:
    for path in sorted(place.parent for place in RUNS.glob(f"*/{READ}")):
        found = line_breaks(load_run(path).network, (path / READ).read_text("utf-8"), unit_of(path))
        print(f"{path.name}: {told(found)}")
        if "--keep" in sys.argv[1:]:
            results = json.loads((path / RESULTS).read_bytes()) | {"line breaks": found}
            write_whole(path / RESULTS, (json.dumps(results, indent=1) + "\n").encode())


def unit_of(path: Path) -> int:
    """The unit that follows the position in the line."""
    return json.loads((path / RESULTS).read_bytes())["cells"]["position in the line"]["unit"]


def line_breaks(network: Network, text: str, unit: int, others: bool = True) -> dict:
    """Line breaks in `letters` that it wrote: left alone, with `unit` held at each end, with each other unit so."""
    place = {letter: k for k, letter in enumerate(network.vocabulary)}
    read = np.array([place[letter] for letter in text[len(text) // 2 :]])[:, None]  # not what the unit was chosen on
    ends = {end: np.percentile(network.run(read).layers[-1]["c"][:, 0], where, axis=0) for end, where in ENDS.items()}
    start = np.repeat(read[:OPENING], TEXTS, axis=1)
    begun = network.run(start[:-1]).final

    def breaks(*edits: Edit) -> dict[str, int]:
        written = write(network, start, LENGTH, np.random.default_rng(SEED), edits=edits, state=begun)
        each = (written == place["\n"]).sum(axis=0)
        return {"breaks": int(each.sum()), "in the middle text": int(np.median(each))}

    def held(one: int, end: str) -> dict[str, int]:
        return breaks(Edit("c", value=float(ends[end][one]), units=one, layer=len(network.layers) - 1))

    rest = [k for k in range(network.hidden_size) if k != unit] if others else []
    return {
        "unit": unit,
        "texts": TEXTS,
        "letters": TEXTS * LENGTH,
        "left alone": breaks(),
        "held": {end: {"at": round(float(ends[end][unit]), 2), **held(unit, end)} for end in ENDS},
        "others": {end: span([held(one, end)["breaks"] for one in rest]) for end in ENDS} if others else {},
    }


def span(numbers: list[int]) -> list[int]:
    return [min(numbers), max(numbers)]


def told(found: dict) -> str:
    ends = [
        f"{one['breaks']} ({one['in the middle text']}) with c of unit {found['unit']} at {one['at']:+.2f}"
        for one in found["held"].values()
    ]
    alone = found["left alone"]
    others = [f"{end}: {least} to {most}" for end, (least, most) in found["others"].items()]
    words = (
        f"{alone['breaks']} line breaks ({alone['in the middle text']} in the middle one of {found['texts']} texts) in "
        f"{found['letters']:,} letters left alone",
        *ends,
    )
    return "; ".join((*words, f"any other unit held {', '.join(others)}"))


if __name__ == "__main__":
    main()
