"""The sequences that every racer is asked, as the page plays them: each step, the question, answers in words."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from lstm_core import TASKS
from lstm_core.races.moments import asked, steps_asked
from lstm_core.tasks import Batch

MINUS = "\N{MINUS SIGN}"
BLANK = "·"
STRICT = ("temporal_order", "temporal_order_6b")  # here an unsure answer is a wrong one


class Wording(NamedTuple):
    """What a task hides, what it asks at the end, and how an answer is said; `marks` says which steps matter."""

    hides: str
    question: str
    said: Callable[[list[int]], str]
    marks: Callable[[np.ndarray], np.ndarray]


def orders(letters: int) -> Callable[[list[int]], str]:
    """Class k spells X (0) and Y (1) in binary."""
    return lambda found: " ".join("XY"[found[0] >> place & 1] for place in reversed(range(letters)))


def reads(key: str) -> Callable[[list[int]], str]:
    """Each choice by its name."""
    names = TASKS[key].outputs or TASKS[key].vocabulary
    return lambda found: "".join(BLANK if names[one] == "blank" else names[one] for one in found)


def _pairs(x: np.ndarray) -> np.ndarray:
    return x[:, 1] > 0


WORDINGS: Mapping[str, Wording] = {
    "temporal_order": Wording(
        "Most letters mean nothing. Two of them matter; each is an **X** or a **Y**.",
        "B asks: which came first, and which second?",
        orders(2),
        lambda x: (x == 4) | (x == 5),
    ),
    "temporal_order_6b": Wording(
        "Among letters that mean nothing stand three that matter, each an **X** or a **Y**.",
        "B asks: in which order did the three come?",
        orders(3),
        lambda x: (x == 4) | (x == 5),
    ),
    "latch": Wording(
        "The first number is +1 or −1; noise follows.",
        "At the end: was the first number plus or minus?",
        reads("latch"),
        lambda x: np.arange(len(x)) == 0,
    ),
    "adding": Wording(
        "Each step brings a number from 0 to 1; two of them are **marked**.",
        "At the end: what is the sum of the two marked numbers?",
        reads("adding"),
        _pairs,
    ),
    "adding97": Wording(
        "Each step brings a number from −1 to 1; two of them are **marked**.",
        "At the end: what is 0.5 plus a quarter of the sum of the two marked numbers?",
        reads("adding97"),
        _pairs,
    ),
    "echo": Wording(
        "Letters come one after the other; which of them will matter, nobody says.",
        "At the end: which letter came so many steps before?",
        reads("echo"),
        lambda x: np.zeros(len(x), bool),
    ),
    "brackets": Wording(
        "Round and square brackets are opened and closed.",
        "At the end: which bracket has to close next?",
        reads("brackets"),
        lambda x: x < 2,
    ),
    "anbn": Wording(
        "Some a come, then as many b.",
        "After the last b: does another b come, or is it the end?",
        reads("anbn"),
        lambda x: x == 0,
    ),
    "copy": Wording(
        "Ten letters come, then blanks.",
        "After “now”: which ten letters were they?",
        reads("copy"),
        lambda x: (x > 0) & (x < 9),
    ),
    "reber": Wording(
        "The second letter is a T or a P; it comes back as the last but one.",
        "One letter before the end: will it be T or P?",
        reads("reber"),
        lambda x: np.arange(len(x)) == 1,
    ),
}


def strips(key: str, level: int, revealed: bool) -> list[dict[str, Any]]:
    """Each sequence asked: what stands at each step, which steps matter; the right answer where it is `revealed`."""
    task, batch = TASKS[key], asked(TASKS[key], level)
    found = []
    for k, length in enumerate(batch.lengths):
        x, steps = batch.inputs[:, k], steps_asked(key, int(length))
        shown = x[: steps[0] + 1]
        told = {"marks": np.flatnonzero(WORDINGS[key].marks(shown)).tolist()}
        if task.inputs == "words":
            told["letters"] = [BLANK if task.vocabulary[one] == "blank" else task.vocabulary[one] for one in shown]
        else:
            told["values"] = shown[:, 0].round(3).tolist()
        right = truth(key, batch, k)
        found.append(told | ({"truth": right, "spoken": right.replace(" ", ", then ")} if revealed else {}))
    return found


def truth(key: str, batch: Batch, k: int) -> str:
    """The right answer to a sequence, in words."""
    targets = batch.targets[steps_asked(key, int(batch.lengths[k])), k]
    return number(float(targets[0, 0])) if TASKS[key].output == "number" else WORDINGS[key].said(targets.tolist())


def answer(key: str, said: list, solved: bool, right: str) -> dict[str, str]:
    """What a racer answered, how sure it was, and whether that is right, wrong, or right but not sure enough."""
    if TASKS[key].output == "number":
        return {"text": number(said[0][0]), "sure": "", "kind": "right" if solved else "wrong"}
    best = [int(np.argmax(row)) for row in said]
    text, sure = WORDINGS[key].said(best), sureness(max(said[0])) if len(said) == 1 else ""
    if key == "copy":
        sure = f"{sum(one == other for one, other in zip(text, right, strict=True))} of {len(right)}"
    kind = "right" if text == right and (solved or key == "reber") else "unsure" if text == right else "wrong"
    return {"text": text, "sure": sure, "kind": kind}


def sureness(p: float) -> str:
    """A probability in whole percent."""
    return "> 99 %" if 0.995 <= p < 1 else f"{100 * p:.0f} %"


def number(value: float) -> str:
    """Two digits, with a real minus sign."""
    return f"{value:.2f}".replace("-", MINUS)
