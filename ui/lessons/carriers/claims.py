"""What the measured carriers say of gates set by hand, and of the GRU's memory."""

from lstm_core.said import joined, percent
from ui.shipped import networks
from ui.shipped.evidence import carriers, of_run


def by_hand(cell: str, seed: int) -> str:
    """The carriers of this seed beside those of another one."""
    other = next((one for one in networks.seeds(cell) if one != seed), seed)
    mine, theirs = carriers(cell, seed), carriers(cell, other)
    shared = sorted(set(mine) & set(theirs))
    both = (
        f"They share {'unit' if len(shared) == 1 else 'units'} {joined(list(map(str, shared)))}."
        if shared
        else "They share none."
    )
    return (
        f"The {networks.title(cell)} of seed {seed} carries the country in {len(mine)} units "
        f"({joined(list(map(str, sorted(mine))))}), that of seed {other} in {len(theirs)} "
        f"({joined(list(map(str, sorted(theirs))))}). {both} Training chose them, from where it began."
    )


def gru(_cell: str, seed: int) -> str:
    """How often the GRU of this seed is right, and how often its answer follows a memory that is carried over."""
    evidence = of_run("gru", seed)["evidence"]
    return (
        f"The GRU of seed {seed} names the right language in {percent(evidence['right'])} of the test sentences, long "
        f"after the country. Give it another country's h in mid-gap, and {percent(evidence['swap_memory'])} of the "
        "answers follow. It has no separate c: its h is its memory."
    )


VERDICTS = {"by_hand": by_hand, "gru": gru}
