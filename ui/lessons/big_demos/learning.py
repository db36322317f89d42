"""How a run learned: its curve, its losses beside those who do not learn, what it wrote on the way."""

import math
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from figures.charts import big_demos as figures
from ui import controls, lesson
from ui.lessons.big_demos import cards, runs
from ui.lessons.big_demos.run_files import Told, told
from ui.lessons.big_demos.words import speed, summary


def draw(run: Told | None) -> None:
    """How a run learned, and what it wrote."""
    if run is None:
        lesson.waiting("No run of this demo comes with the app. Below it says how to train one.")
        return
    _losses(run)
    _samples(run)


def _losses(run: Told) -> None:
    """Who trained on what, how fast, the curve, and the losses beside those who do not learn."""
    lesson.say(" ".join(filter(None, (summary(run), lesson.plain(run.brought)))))
    _curve(run, run.results.get("baselines", {}), "big_loss")
    with lesson.expander("Losses in numbers"):
        lesson.table([_row(run, who, loss) for who, loss in beside_counts(run).items()])
    if said := verdict(run):
        lesson.say(said)
    if "in order" in run.results:
        lesson.say(textbook(run))
    lesson.say(f"**What others report**: {lesson.plain(cards.cards()[run.demo].published)}.")


def beside_counts(run: Told) -> dict[str, float]:
    """{who: loss on unseen data}, the network last: as it reads them in order, where that was measured."""
    losses = dict(run.results.get("baselines", {}))
    if "in order" in run.results:
        return losses | {"this network, on pages it never saw, read in order": run.results["in order"]["held out"]}
    return losses | ({"this network, on data it never saw": run.kept[1]} if run.kept else {})


def _row(run: Told, who: str, loss: float) -> dict[str, str]:
    perplexity = {"perplexity": f"{math.exp(loss):.2f}"} if "in order" in run.results else {}
    return {"who": who, run.unit: f"{loss:.3f}", **perplexity}


def textbook(run: Told) -> str:
    """The perplexity that a textbook prints for this book, beside the network's on what it learned from."""
    learned, held_out = (math.exp(run.results["in order"][key]) for key in ("learned", "held out"))
    kinds = len(runs.network(run).vocabulary)
    return (
        "The textbook *Dive into Deep Learning* (d2l.ai) prints a perplexity of **1.1 to 1.3** for this book. That is "
        "no figure for new pages. Its network reads the first 10,000 letters 500 times and is measured on the same "
        f"letters, of 28 kinds (small letters, the space, all others as one). The network here knows {kinds} kinds and "
        f"has learned from nine tenths of the book. On those 10,000 letters its perplexity is **{learned:.2f}**, on "
        f"pages that it never saw {held_out:.2f}."
    )


def verdict(run: Told) -> str:
    """Its loss on unseen data beside the best of those who do not learn, and of which step its weights are."""
    baselines = run.results.get("baselines", {})
    if not baselines or run.kept is None:
        return ""
    who, least = min(baselines.items(), key=lambda one: one[1])
    (step, loss), (last_step, last) = run.kept, run.looks[-1]
    if "in order" in run.results:
        text = _in_order(run, who, least)
    else:
        side = "**less** than" if loss < least else "**more** than"
        text = f"On data it never saw its loss is {loss:.3f}, {side} the {least:.3f} of “{lesson.plain(who)}”."
    if step == last_step:
        return text
    at = f", with {loss:.3f} at that look" if "in order" in run.results else ""
    return (
        f"{text} These are its weights after {step:,} steps{at}. After {last_step:,} steps it was {last:.3f}: by then "
        "it had learned by heart."
    )


def _in_order(run: Told, who: str, least: float) -> str:
    own = run.results["in order"]["held out"]
    side = "**less** than" if own < least else "**more** than"
    return (
        f"It read the pages that were held out, {run.results['in order']['letters']:,} letters in order. Its "
        f"perplexity there is **{math.exp(own):.2f}**, {side} the {math.exp(least):.2f} of "
        f"“{lesson.plain(who)}”{_more(run)}. The looks in the curve lie higher, because each begins at many places, "
        "from an empty memory."
    )


def _more(run: Told) -> str:
    others = [f"{math.exp(nats):.2f}" for nats in run.results.get("more seeds", {}).values()]
    return f" (from two more seeds: {' and '.join(others)})" if others else ""


def _curve(run: Told, baselines: Mapping[str, float], key: str) -> None:
    learned = [(line["step"], line["loss"]) for line in run.metrics if isinstance(line.get("loss"), float)]
    if not learned:
        lesson.waiting("The curve comes with the first steps.")
        return
    beside = _least_and_most(baselines)
    total = learned[-1][0] if run.status.get("state") == "finished" else run.settings.get("steps", 1)
    figure = figures.loss(learned, run.looks, beside, run.unit, total, lesson.dark())
    last = f"{run.looks[-1][1]:.2f} on unseen data" if run.looks else f"{learned[-1][1]:.2f}"
    lesson.chart(figure, f"Loss from {learned[0][1]:.2f} to {last}, {run.unit}.", key)
    dots = " Dotted lines are methods that learn nothing, or only count." if beside else ""
    lesson.how_to_read(
        f"Lower is better.{dots} Once the thick line no longer falls, more steps only make it learn by heart."
    )


def _least_and_most(baselines: Mapping[str, float]) -> dict[str, float]:
    """The best and the worst of them."""
    best, worst = (pick(baselines, key=baselines.get, default=None) for pick in (min, max))
    return {who: baselines[who] for who in dict.fromkeys((worst, best)) if who is not None}


def _samples(run: Told) -> None:
    """What it wrote at one moment of its training; nothing where it writes no text."""
    if not run.samples:
        return
    last, by_step = run.samples[-1], {one["step"]: one["text"] for one in run.samples}
    lesson.say(f"What it wrote after {last['step']:,} steps:")
    st.code(last["text"], language=None, wrap_lines=True)
    lesson.how_to_read(
        "Each letter was drawn from what the network expected, then read as the next. No text was selected."
    )
    with lesson.expander("What it wrote on the way"):
        step = controls.pick("After step", list(by_step), f"big_sample_{run.demo}", min(by_step), "{:,}".format)
        st.code(by_step[step], language=None, wrap_lines=True)


def draw_live(path: Path) -> None:
    """A training that this page started, while it grows and when it has ended."""
    run = told(path)
    lesson.say(" ".join(filter(None, (lesson.plain(run.brought), speed(run)))))
    _curve(run, run.results.get("baselines", {}), "big_live")
    if run.samples:
        st.code(run.samples[-1]["text"][:600], language=None, wrap_lines=True)
