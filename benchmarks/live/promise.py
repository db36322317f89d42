"""How many numbers of the page were held beside the core's, and how far they lie apart: assets/live.json."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.live import shipped
from benchmarks.live.comparison import Comparison
from benchmarks.live.training import compared, config_of, learned
from benchmarks.live.twin import Twin

if TYPE_CHECKING:
    from tools.chromium import Screen

RESULTS = Path(__file__).resolve().parents[2] / "assets" / "live.json"
READ, EDITED, LEARNED = "read", "edited", "learned"
WHAT = {
    READ: "every node of every step, of every shipped network that reads one way",
    EDITED: "the same after edits: set, scaled, transplanted; dragged",
    LEARNED: "200 updates twice, begun anew every 25: losses, weights, Adam's means",
}


def run(screen: "Screen") -> None:
    """Compare, print the table, and keep what a page says of it."""
    twin = Twin(screen.page)
    found: dict[str, list[Comparison]] = {READ: [], EDITED: [], LEARNED: []}
    for name in shipped.SHIPPED:
        network = shipped.network(name)
        twin.add(name, network)
        kinds = [(READ, shipped.unedited), *[(EDITED, shipped.edited)] * (name in shipped.EDITABLE)]
        for kind, cases in kinds:
            found[kind].append(twin.compared(cases(name, network)))
            found[kind][-1].check()
    for vectors in (0, 8):
        starts, parts = learned(twin, f"training-{vectors}", config_of(vectors))
        found[LEARNED].append(compared(parts, twin.ask("learning", starts)))
        found[LEARNED][-1].check_relative(1e-11)
    result = {
        "numbers": sum(one.found.size for each in found.values() for one in each),
        "largest": max(one.largest for each in found.values() for one in each),
        "when": datetime.now(UTC).date().isoformat(),
        "browser": f"Chromium {screen.page.context.browser.version}",
        "numpy": np.__version__,
        "parts": {kind: summed(each) for kind, each in found.items()},
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(table(result))


def summed(each: list[Comparison]) -> dict[str, Any]:
    return {
        "numbers": sum(one.found.size for one in each),
        "other": sum(int((one.found.astype(np.float32) != one.expected.astype(np.float32)).sum()) for one in each),
        "edges": sum(one.edges for one in each),
        "largest": max(one.largest for one in each),
    }


def table(result: dict[str, Any]) -> str:
    """The table of BENCHMARKS.md."""
    lines = [
        "| what is compared | numbers | another float32 | of these above 1e-3 | largest difference |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind, part in result["parts"].items():
        counts = " | ".join(f"{part[key]:,}" for key in ("numbers", "other", "edges"))
        lines.append(f"| {WHAT[kind]} | {counts} | {part['largest']:.0e} |")
    return "\n".join(lines)
