"""What a larger demo lets one guess, from what was measured in its run; the right option is computed."""

from collections.abc import Mapping
from typing import NamedTuple

from lstm_core.said import percent
from ui import guesses
from ui.lessons.big_demos import cells
from ui.lessons.big_demos.run_files import Told

BY_CHANCE, MOSTLY = 0.6, 0.9  # shares of right answers between which the options divide
TIES = 0.05  # parts by which an error is no better and no worse than another


class Question(NamedTuple):
    """A question, its options, the one that the run makes right, and what was measured."""

    asks: str
    options: tuple[str, ...]
    right: str
    found: str

    def verdict(self, said: str) -> str:
        """What to say after the guess."""
        return f"{guesses.verdict(said, self.right)} {self.found}"


def question(run: Told) -> Question | None:
    """Of a run whose results hold an answer; None where nothing was measured that could be guessed."""
    return next((ask(run) for key, ask in ASKED.items() if run.results.get(key)), None)


def _by_share(share: float, options: tuple[str, str, str]) -> str:
    return options[0 if share < BY_CHANCE else 1 if share < MOSTLY else 2]


def _sentiment(run: Told) -> Question:
    told, units = run.results["sentiment"], run.settings["hidden_size"]
    options = ("no: at most 60 % right", "a little: 60 to 90 %", "yes: over 90 %")
    return Question(
        f"it was trained only to guess letters. Does one of {units} units know if a review is positive or negative?",
        options,
        _by_share(told["right with this unit"], options),
        f"Unit {told['unit']} alone gets {percent(told['right with this unit'])} of unseen reviews right. **Hold it.**",
    )


def _cells(run: Told) -> Question:
    found, controls = run.results["cells"], run.results.get("controls", {})
    what = max(found, key=lambda one: abs(found[one]["correlation"]))
    cell = found[what]
    named = cells.has_name(cell, controls.get(what, {}))
    options = ("yes, one unit", "only all together", "not even all together")
    together = abs(cell.get("all units", 0.0)) >= cells.CLOSE
    return Question(
        f"trained only to guess letters, has it a unit that follows the **{what}**?",
        options,
        options[0 if named else 1 if together else 2],
        f"Unit {cell['unit']} comes closest: its {cell['name']} has a correlation of {_signed(cell)}. **Hold it.**",
    )


def _signed(cell: Mapping) -> str:
    return f"{cell['correlation']:+.2f}".replace("-", "−")


def _gaps(run: Told) -> Question:
    right = {int(gap): float(share) for gap, share in run.results["right by gap"].items()}
    furthest, trained = max(right), run.settings.get("level") or 200
    options = ("hardly ever, at most 60 %", "often, 60 to 90 %", "nearly always, more than 90 %")
    return Question(
        f"trained on gaps of at most {trained} words, how often is its language right after {furthest} words?",
        options,
        _by_share(right[furthest], options),
        f"After {furthest} words {percent(right[furthest])} are right.",
    )


def _errors(run: Told) -> Question:
    error = run.results["error"]
    ratio = error["network"] / error["no change"]
    options = ("clearly better", "about as well", "clearly worse")
    what = "the table that was brought, one row ahead" if run.own else "share prices, one week ahead"
    return Question(
        f"{what}: how does the network do beside the answer “no change”?",
        options,
        options[0 if ratio < 1 - TIES else 1 if ratio <= 1 + TIES else 2],
        f"Its error is {error['network']:.4f}, that of “no change” {error['no change']:.4f}.",
    )


ASKED = {"sentiment": _sentiment, "cells": _cells, "right by gap": _gaps, "error": _errors}
