"""From the text of a page to the verdict on it: `python -m benchmarks.notation` prints how long the server takes."""

import time
from statistics import median

from lstm_core import CELLS
from lstm_core.cell_page import page_of_cell
from ui.lessons.invent.verdict import verdict

TIMES = 20
TWELVE = "\n".join(f"{name}_t = σ(W_{name} [h_{{t-1}}, x_t] + b_{name})" for name in "abdefijkmo")
TWELVE += "\nc_t = f_t ⊙ c_{t-1} + i_t ⊙ a_t\nh_t = o_t ⊙ tanh(c_t)"


def milliseconds(text: str) -> float:
    """The median time of a verdict that nobody has asked for before."""
    taken = []
    for _ in range(TIMES):
        verdict.clear()
        begun = time.perf_counter()
        verdict(text)
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


def main() -> None:
    """Twelve lines in the notation of a lecture, and every shipped cell: the slowest of each."""
    rows = {"twelve lines of a lecture": [TWELVE], "shipped cells": [page_of_cell(cell) for cell in CELLS.values()]}
    print("| pages | how many | the slowest, ms |\n|---|---|---|")
    for name, texts in rows.items():
        print(f"| {name} | {len(texts)} | {max(map(milliseconds, texts)):.1f} |")


if __name__ == "__main__":
    main()
