"""What the reader's own reading at several distances says of depth as a longer memory."""

from lstm_core.said import joined, percent
from ui.lessons.layers import depths
from ui.thread.tried import tried

FAR, CLEAR = 24, 0.05  # words in between that try a memory; a difference that five stories can show


def more_layers(between: int) -> str:
    """Right answers of one, two and three layers at each distance that the reader has tried."""
    found = tried("more_layers", between, depths.right(between))
    told = "; ".join(
        f"with {words} words in between "
        + joined([f"{percent(share)} ({_layers(depth)})" for depth, share in shares.items()])
        for words, shares in sorted(found.items())
    )
    return f"Right answers, {told}. {_judged(found)}"


def _judged(found: dict[int, dict[int, float]]) -> str:
    if len(found) < 2 or max(found) < FAR:
        return f"Now take {FAR} words or more in between."
    shares = found[max(found)]
    if max(shares.values()) > shares[min(shares)] + CLEAR:
        return "At the largest distance a deeper stack is better here. Is it so for another seed? The table tells."
    return (
        "No stack remembers longer than the single layer. How long a layer remembers is up to its forget gates. Depth "
        "helps to combine what was read."
    )


def _layers(depth: int) -> str:
    return f"{depth} layer{'s' * (depth > 1)}"


VERDICTS = {"more_layers": more_layers}
