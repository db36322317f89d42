"""What was measured in a larger trained network, whatever its demo measures, each with what it stands beside."""

from collections.abc import Mapping, Sequence

import streamlit as st

from figures.charts import big_demos as figures
from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui import lesson
from ui.lessons.big_demos import cells
from ui.lessons.big_demos.run_files import Told
from ui.places import ASSETS
from ui.shipped.measured import measured

SIDES = {"for": "positive", "against": "negative"}
SMALL = ASSETS / "france_accuracy.json"


def found(run: Told) -> None:
    """What was measured in the trained network, whatever its demo measures."""
    shown = [part for key, part in PARTS.items() if run.results.get(key)]
    for part in shown:
        part(run)
    if not shown:
        lesson.waiting("What a demo measures is measured when its training is finished.")


def _sentiment(run: Told) -> None:
    told = run.results["sentiment"]
    unit, free = told["unit"], told["clamped"]["free"]
    lesson.say(
        f"The network read reviews **without their last opinion**. {cells.unit(run, told, 'Unit')} alone tells "
        f"{percent(told['right with this unit'])} of unseen reviews apart, all units together "
        f"{percent(told['right with all units'])}. On the reviews that it was chosen on, the second best unit reached "
        f"{percent(told['second best unit'])}{': more than one unit knows' if told['second best unit'] > 0.9 else ''}."
    )
    if seeds := [seed["sentiment"] for seed in run.results.get("seeds", [])]:
        lesson.say(of_seeds(seeds))
    left, right = lesson.beside(2)
    with left:
        figure = figures.one_unit(told["values"], unit, lesson.dark())
        lesson.chart(figure, f"Unit {unit} after positive and negative reviews.", "big_unit")
        lesson.how_to_read(
            "A mark is a review. The further the two kinds stand apart, the better this unit tells them."
        )
    with right:
        names = {"free": "nothing held", "for": "held as in positive reviews", "against": "held as in negative ones"}
        shares = {names[how]: one for how, one in told["clamped"].items()}
        spoken = "; ".join(
            f"{how}: {percent(one['for'])} positive, {percent(one['against'])} negative" for how, one in shares.items()
        )
        lesson.chart(figures.turned(shares, lesson.dark()), f"Texts it wrote. {spoken}.", "big_turned")
        lesson.how_to_read(
            f"The network wrote texts, judged by their opinion words. With nothing held, {percent(free['for'])} are "
            f"positive. Then c of {cells.unit(run, told)} was held at twice its mean in reviews of one kind."
        )
    with lesson.expander("The first text of each kind"):
        for how, one in told["clamped"].items():
            st.caption(names[how])
            st.code(one["text"], language=None, wrap_lines=True)


def of_seeds(seeds: Sequence[Mapping]) -> str:
    """The same of every seed that was trained, none left out."""
    alone = joined([percent(seed["right with this unit"]) for seed in seeds])
    turned = joined([f"{percent(seed['clamped'][how][how])} {said}" for seed in seeds for how, said in SIDES.items()])
    return f"Of {len(seeds)} seeds, each with its own best unit: {alone} with one unit; held, they wrote {turned}."


def _gaps(run: Told) -> None:
    right = {int(gap): float(share) for gap, share in run.results["right by gap"].items()}
    small = measured(SMALL)
    lstm = [one["unseen"] for name, one in small["runs"].items() if one["cell"] == "lstm" and not one["variant"]]
    means = {gap: sum(shares) / len(shares) for gap, *shares in zip(small["gaps"], *lstm, strict=True)}
    others = {f"LSTM of this course, {len(lstm)} seeds": means}
    trained = run.settings.get("level") or 200
    for seed in run.results.get("seeds", [])[1:]:
        others[f"seed {seed['seed']}"] = {int(gap): float(share) for gap, share in seed["right by gap"].items()}
    figure = figures.by_gap(right, others, france.TASK.chance, trained, lesson.dark())
    ends = f"{percent(right[min(right)])} at {min(right)} words, {percent(right[max(right)])} at {max(right)}"
    lesson.chart(figure, f"Right languages: {ends}.", "big_gaps")
    lesson.how_to_read(
        "A hundred sentences at each gap, with clauses that training never showed. The dashed line is the mean of the "
        "small networks of the other pages, which were trained on gaps of at most 54 words."
        + ("" if run.results.get("seeds") else " One seed here: not a proof.")
    )


def _errors(run: Told) -> None:
    key, what = next((k, w) for k, w in ERRORS.items() if k in run.results)
    ranked = sorted(run.results[key].items(), key=lambda one: one[1])
    lesson.table(
        [{"who": "**this network**" if who == "network" else who, what: f"{error:.4f}"} for who, error in ranked]
    )
    best = next(error for who, error in ranked if who != "network")
    if seeds := [seed[key]["network"] for seed in run.results.get("seeds", [])]:
        lesson.say(f"Of {len(seeds)} seeds, the networks' errors lie between {min(seeds):.4f} and {max(seeds):.4f}.")
    lead = 1 - run.results[key]["network"] / best if best else 0.0
    share = f"{percent(abs(lead))} {'smaller' if lead > 0 else 'larger'} than" if lead > -1 else f"{1 - lead:.1f} times"
    verdict = (
        "It is within 2 % of the best of the others: **a tie**. Many series are solved by a window of the last values; "
        "there a memory adds nothing (Gers, Eck & Schmidhuber 2001)."
        if abs(lead) < 0.02
        else f"The error is {share} the best of the others."
    )
    lesson.say(verdict)


ERRORS = {"error": "error on what it never saw", "wrong": "share of images that it never saw and gets wrong"}
PARTS = {"cells": cells.draw, "sentiment": _sentiment, "right by gap": _gaps, "error": _errors, "wrong": _errors}
