"""Numbers and lists as a person says them."""

from collections.abc import Sequence


def percent(share: float) -> str:
    """12 %, 99.5 %: whole between 1 and 99 %, one decimal outside; only what is certain is 0 % or 100 %."""
    if share in (0, 1):
        return "100 %" if share else "0 %"
    if 0 < share < 0.001:
        return "under 0.1 %"
    if 0.999 < share < 1:
        return "over 99.9 %"
    return f"{100 * share:.0f} %" if 0.01 <= share <= 0.99 else f"{100 * share:.1f} %"


def joined(parts: Sequence[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; or with another `word` before the last."""
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
