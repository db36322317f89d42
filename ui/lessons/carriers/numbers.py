"""What the lesson on carriers shows of the experiments, and the map of swaps measured anew."""

from collections.abc import Iterator

from lstm_core.experiments.evidence import memory_of
from lstm_core.experiments.france_register import register
from lstm_core.experiments.interchange import interchanges
from ui.shipped import networks
from ui.shipped.evidence import found, of_run

LIVE_STORIES = 5


def by_seed(key: str) -> dict[str, list[float]]:
    """{cell: the share of one experiment in every seed}; a cell that cannot be asked is left out."""
    shown: dict[str, list[float]] = {}
    for cell in networks.COMPARED[::-1]:
        values = [run["evidence"][key] for name, run in found()["runs"].items() if name.startswith(f"france-{cell}-")]
        values = [len(value) if isinstance(value, list) else value for value in values if value is not None]
        if values:
            shown[networks.title(cell)] = values
    return shown


def live_map(cell: str, seed: int, gap: int) -> Iterator[tuple[float, dict[str, list[float]]]]:
    """Measure the map of swaps anew, at another gap: after each step the share that is done, and the map so far."""
    network, sentences = networks.network(cell, seed), register(gap=gap, stories=LIVE_STORIES, seed=2)
    memory, pairs = memory_of(network.cell), sentences.pairs()
    kinds = {memory: (memory,), "h": ("h",)} | ({"both": (memory, "h")} if memory != "h" else {})
    steps = range(sentences.asked + 1)
    grown: dict[str, list[float]] = {label: [] for label in kinds}
    swaps = [(names, step, None) for step in steps for names in kinds.values()]
    labels = [label for _ in steps for label in kinds]
    for number, (label, outcome) in enumerate(zip(labels, interchanges(network, pairs, swaps), strict=True), 1):
        grown[label].append(outcome.to_source)
        if number % len(kinds) == 0:
            yield number / len(swaps), grown


def words_of_map(length: int, gap: int) -> list[str]:
    """What stands under a map: the country and the question; between them words differ from story to story."""
    words = [""] * length
    words[length - 1 - gap], words[-1] = "country", "fluent"
    return words


def counts() -> list[int]:
    """The numbers of units that were swapped."""
    return found()["counts"]


def words_of_shipped_map() -> list[str]:
    """What stands under the shipped maps."""
    return words_of_map(found()["position"] + found()["gap"] + 1, found()["gap"])


def orders(cell: str, seed: int) -> list[str]:
    """By what the units of a network can be ranked."""
    try:
        return list(of_run(cell, seed)["top"])
    except (ValueError, OSError):
        return ["selectivity"]


def by_word_and_count(cell: str, seed: int) -> tuple[list, list, list[int], list[str]]:
    """Two maps of flips, of the first units and of random ones, with the numbers of units and the words."""
    run = of_run(cell, seed)
    shown = words_of_shipped_map()[found()["position"] - 1 :]
    return run["top_by_step"], run["random_by_step"], found()["map_counts"], shown


def forgetting_and_reading() -> dict[str, dict[str, list[float]]]:
    """{experiment: {cell: a share for each seed}}, for the picture."""
    shown = {
        "untouched": "right",
        "carriers forget": "forget_carriers",
        "all others forget": "forget_rest",
        "reader of the memory": "probe_memory",
        "reader of h": "probe_output",
        "… of random labels": "probe_control",
    }
    return {label: by_seed(key) for label, key in shown.items()}
