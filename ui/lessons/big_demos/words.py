"""What the page on the larger demos says of a run, and asks about those that ship."""

from lstm_core.said import percent
from ui import lesson
from ui.lessons.big_demos import runs
from ui.lessons.big_demos.run_files import Told
from ui.shipped import networks

AFTER_THE_GUESS = (
    "A unit that follows something is a **finding, not a proof**: hold it, and see whether the text changes with it.",
    "Size does not help where there is nothing to remember: on share prices it does no better than “no change”.",
)


def summary(run: Told) -> str:
    """One paragraph: cell, size, steps, device, speed."""
    chosen, network = run.settings, runs.network(run)
    numbers = sum(array.size for array in network.parameters.values())
    layers = f" in {chosen['layers']} layers" if chosen.get("layers", 1) > 1 else ""
    text = (
        f"{networks.title(chosen['cell'])}, {network.hidden_size} units{layers}, {numbers:,} parameters, trained with "
        f"torch {run.device.get('torch', '?')} on {device(run)} in {run.device.get('dtype', '?')}."
    )
    return f"{lesson.plain(text)} {speed(run)}"


def speed(run: Told) -> str:
    """How long it took, and how fast; what else the machine did is not known."""
    if not run.metrics:
        return ""
    last = run.metrics[-1]
    took, fast = duration(float(last.get("seconds") or 0)), last.get("symbols_per_second")
    rate = f", {fast:,} {noun(run)}s a second" if isinstance(fast, int) else ""
    return f"{last['step']:,} steps took {took}{rate}, while the machine did other work as well."


def on_a_gpu() -> str:
    """How long a training took on the GPU that one of the runs names, "" where none was trained on one."""
    run = runs.on_a_gpu()
    if run is None or not run.metrics:
        return ""
    last, text = run.metrics[-1], run.results.get("text", runs.title(run.demo))
    took = duration(float(last.get("seconds") or 0))
    return (
        f"On an {run.gpu} the {last['step']:,} steps of “{text}” with {run.settings['hidden_size']} units took {took}."
    )


def device(run: Told) -> str:
    """What it was trained on, as the run says."""
    return str(run.device.get("device", "an unknown device")).replace(", 1 threads", ", 1 thread")


def duration(seconds: float) -> str:
    """As a person says it."""
    if seconds < 100:
        return f"{max(2, round(seconds))} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 6000 else f"{seconds / 3600:.1f} hours"


def noun(run: Told) -> str:
    """What is read at one step: a character, a word, or else "symbol"."""
    said = run.unit.partition(" per ")[2].partition(",")[0]
    return said if said in ("character", "word") else "symbol"


def facts(guessed: bool) -> list[str]:
    """What to keep; what a guess was about comes after it."""
    return [
        "The cell is **the same**: the film replays what torch trained, with every gate, in NumPy.",
        "A loss alone says little. Put it beside the loss of **simple counting**, and beside what others reached.",
        *(AFTER_THE_GUESS if guessed else []),
    ]


def who_knows() -> lesson.Recall:
    """The question about what was measured in the runs that ship; the answer is read from them."""
    run = runs.shipped("reviews")
    return _who_ties() if run is None or "sentiment" not in run.results else _one_unit(run)


def _one_unit(run: Told) -> lesson.Recall:
    told = run.results["sentiment"]
    one, all_units, held = told["right with this unit"], told["right with all units"], told["clamped"]
    units, up, down = run.settings["hidden_size"], percent(held["for"]["for"]), percent(held["against"]["for"])
    numbers = f"One unit tells {percent(one)} of unseen reviews apart, all {units} together {percent(all_units)}"
    turned = f"held as in positive reviews it wrote {up} positive ones, held as in negative reviews {down}"
    reads, writes = one > 0.9, held["for"]["for"] - held["against"]["for"] > 0.5
    answers = ("It knows, and it decides", "It knows, but does not decide", "It decides, but knows little", "Neither")
    return (
        "In the network of the reviews, take the unit that tells most about the opinion. What is true of it?",
        {answer: f"{numbers}; {turned}." for answer in answers},
        answers[2 * (not reads) + (not writes)],
    )


def _who_ties() -> lesson.Recall:
    run = runs.shipped("series")
    if run is None or "error" not in run.results:
        raise ValueError("this question comes with the trained networks of the reviews or of the share prices")
    error = run.results["error"]
    ratio = error["network"] / error["no change"]
    answers = ("It is clearly better", "It is no better, or hardly", "It is clearly worse")
    said = f"Its error is {error['network']:.4f}, that of “no change” is {error['no change']:.4f}."
    return (
        "On share prices, how does the trained network do beside saying that nothing changes?",
        dict.fromkeys(answers, said),
        answers[0] if ratio < 0.95 else answers[2] if ratio > 1.05 else answers[1],
    )
