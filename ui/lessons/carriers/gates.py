"""Whether the gates of the carriers keep across the gap: said from the numbers, with the exceptions by name."""

from collections.abc import Sequence

from lstm_core.said import joined
from ui.shipped import networks
from ui.shipped.evidence import of_run

HALF = 0.5


def what_they_keep(cell: str, seed: int, named: bool) -> str:
    """For one network; the exceptions are `named` once the reader has guessed: they say who carries."""
    run, which = of_run(cell, seed), networks.title(cell)
    kept, carriers = run["ranking"]["kept"], run["evidence"]["carriers"]
    if kept is None:
        return f"The {which} has no gate that keeps a memory: its gates cannot show which units carry."
    few = [unit for unit in carriers if kept[unit] <= HALF]
    told = [
        "The gates can be read without knowing any country.",
        f"In the {which} of seed {seed}, {_share(len(carriers) - len(few), len(carriers))} more than half of their "
        "memory across the gap.",
    ]
    if named:
        others = [unit for unit in range(len(kept)) if unit not in carriers and kept[unit] > HALF]
        also = f"{_units(others, kept)} keep{'s' * (len(others) == 1)} more than half too" if others else "none does"
        told += [f"{_exceptions(few, carriers)}: {_units(few, kept)}."] if few else []
        told += [f"Of the other {len(kept) - len(carriers)} units, {also}."]
    return " ".join(told)


def _share(count: int, of: int) -> str:
    """Most carriers (10 of 11) keep."""
    if count == 0:
        return f"**no carrier** (0 of {of}) keeps"
    kind = "all" if count == of else "most" if 2 * count > of else "some"
    return f"**{kind}** carriers ({count} of {of}) keep"


def _exceptions(few: Sequence[int], carriers: Sequence[int]) -> str:
    if len(few) == len(carriers):
        return "What they keep"
    return "The exceptions" if len(few) > 1 else "The exception"


def _units(units: Sequence[int], kept: Sequence[float]) -> str:
    """Unit 60 (0.09), or units 2 (0.30) and 3 (0.41)."""
    return f"unit{'s' * (len(units) > 1)} {joined([f'{unit} ({kept[unit]:.2f})' for unit in units])}"
