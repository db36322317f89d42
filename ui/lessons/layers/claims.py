"""What trained stacks say of depth as a longer memory."""

from lstm_core.said import percent
from ui.lessons.layers.numbers import part_of_results
from ui.over_seeds import mean


def more_layers() -> str:
    """Right answers at the longest distance, by the number of layers."""
    groups: dict[int, list[float]] = {}
    runs = part_of_results("depth").values()
    for run in runs:
        groups.setdefault(run["layers"], []).append(run["right"][-1])
    gap = next(iter(runs))["gaps"][-1]
    told = [f"{count} layer{'s' * (count > 1)}: {percent(mean(groups[count]))}" for count in sorted(groups)]
    return (
        f"Right answers at gap {gap}, means over the trained networks: {'; '.join(told)}. How long a layer remembers "
        "is up to its forget gates. Depth helps to combine what was read."
    )


VERDICTS = {"more_layers": more_layers}
