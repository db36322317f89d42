"""What the page on the larger demos shows of a run: how it learned and what it wrote; and its question."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st

from figures.charts import big_demos as figures
from lstm_core.said import percent
from ui import controls, lesson
from ui.lessons.big_demos import cards
from ui.lessons.big_demos import runs as big_runs
from ui.lessons.big_demos.runs import Told
from ui.shipped.networks import title as cell_title


def choose_demo() -> str:
    """Which demo, and its claim."""
    demos = big_runs.shown()
    demo = controls.pick("Demo", demos, "big_demo", demos[0], big_runs.title)
    lesson.say(f"What to check here: **{lesson.plain(cards.cards()[demo].claim)}.**")
    return demo


def choose_run(demo: str) -> Told | None:
    """Which of the demo's runs, where there are several; None where it has none yet."""
    runs = big_runs.options(demo)
    if not runs:
        return None
    names = list(runs)
    name = controls.pick("Trained network", names, f"big_run_{demo}", names[0]) if len(names) > 1 else names[0]
    return big_runs.read(runs[name])


def how_it_learned(run: Told) -> None:
    """Who trained on what, how fast, the curve, and the losses beside those who do not learn."""
    lesson.say(summary(run))
    _curve(run, run.results.get("baselines", {}), "big_loss")
    rows = [{"who": who, run.unit: f"{loss:.3f}"} for who, loss in run.results.get("baselines", {}).items()]
    if run.looks:
        rows.append({"who": "this network, on data it never saw", run.unit: f"{run.looks[-1][1]:.3f}"})
    with lesson.expander("Losses in numbers"):
        lesson.table(rows)
    lesson.say(f"**What others report**: {lesson.plain(cards.cards()[run.demo].published)}.")


def summary(run: Told) -> str:
    """One paragraph: cell, size, steps, device, speed."""
    chosen, network = run.settings, big_runs.network(run)
    numbers = sum(array.size for array in network.parameters.values())
    layers = f" in {chosen['layers']} layers" if chosen.get("layers", 1) > 1 else ""
    text = (
        f"{cell_title(chosen['cell'])}, {network.hidden_size} units{layers}, {numbers:,} parameters, trained with "
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
    return f"{last['step']:,} steps took {took}{rate}, beside whatever else the machine did."


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


def _curve(run: Told, baselines: Mapping[str, float], key: str) -> None:
    learned = [(line["step"], line["loss"]) for line in run.metrics if isinstance(line.get("loss"), float)]
    if not learned:
        lesson.waiting("The curve comes with the first steps.")
        return
    beside = least_and_most(baselines)
    total = learned[-1][0] if run.status.get("state") == "finished" else run.settings.get("steps", 1)
    figure = figures.loss(learned, run.looks, beside, run.unit, total, lesson.dark())
    last = f"{run.looks[-1][1]:.2f} on unseen data" if run.looks else f"{learned[-1][1]:.2f}"
    lesson.chart(figure, f"Loss from {learned[0][1]:.2f} to {last}, {run.unit}.", key)
    dots = " Dotted lines are those who learn nothing, or only count." if beside else ""
    lesson.how_to_read(f"Lower is better.{dots} Once the thick line no longer falls, more steps only learn by heart.")


def least_and_most(baselines: Mapping[str, float]) -> dict[str, float]:
    """The best and the worst of them."""
    best, worst = (pick(baselines, key=baselines.get, default=None) for pick in (min, max))
    return {who: baselines[who] for who in dict.fromkeys((worst, best)) if who is not None}


def samples(run: Told) -> None:
    """What it wrote at one moment of its training; nothing where it writes no text."""
    if not run.samples:
        return
    last, by_step = run.samples[-1], {one["step"]: one["text"] for one in run.samples}
    lesson.say(f"What it wrote after {last['step']:,} steps:")
    st.code(last["text"], language=None, wrap_lines=True)
    lesson.how_to_read(
        "Each letter was drawn from what the network expected, then read as the next. Nothing is picked."
    )
    with lesson.expander("What it wrote on the way"):
        step = controls.pick("After step", list(by_step), f"big_sample_{run.demo}", min(by_step), "{:,}".format)
        st.code(by_step[step], language=None, wrap_lines=True)


def draw_live(path: Path) -> None:
    """A training that this page started, while it grows and when it has ended."""
    run = big_runs.told(path)
    beside = big_runs.shipped(run.demo)
    same = beside is not None and beside.settings.get("seed") == run.settings.get("seed")
    if beside and not run.results:
        run = replace(run, results={"unit": beside.unit})
    lesson.say(speed(run))
    _curve(run, beside.results.get("baselines", {}) if same else {}, "big_live")
    if run.samples:
        st.code(run.samples[-1]["text"][:600], language=None, wrap_lines=True)


def who_knows() -> lesson.Recall:
    """The question about what was measured in the runs that ship; the answer is read from them."""
    run = big_runs.shipped("reviews")
    return _who_ties() if run is None or "sentiment" not in run.results else _one_unit(run)


def _one_unit(run: Told) -> lesson.Recall:
    told = run.results["sentiment"]
    one, all_units, held = told["right with this unit"], told["right with all units"], told["clamped"]
    units, up, down = run.settings["hidden_size"], percent(held["for"]["for"]), percent(held["against"]["for"])
    numbers = f"One unit tells {percent(one)} of unseen reviews apart, all {units} together {percent(all_units)}"
    turned = f"held as in “for” it wrote {up} for, held as in “against” {down}"
    reads, writes = one > 0.9, held["for"]["for"] - held["against"]["for"] > 0.5
    answers = ("It knows, and it decides", "It knows, but does not decide", "It decides, but knows little", "Neither")
    return (
        "What is true of the one unit that was found in the network of the reviews?",
        {answer: f"{numbers}; {turned}." for answer in answers},
        answers[2 * (not reads) + (not writes)],
    )


def _who_ties() -> lesson.Recall:
    run = big_runs.shipped("series")
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
