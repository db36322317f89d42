"""Levers and choices in the page: what each is called, and where they stand as far as the server has heard."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from ui.asked import say_ignored

LEFT = "where the levers were left in "


class Lever(NamedTuple):
    """What a lever is called, there and in the address, and where it can stand; a `turned` one is low at the right.

    `usual` says in words where it starts, where a number would not.
    """

    name: str
    address: str
    label: str
    low: float
    high: float
    step: float
    start: float
    usual: str = ""
    turned: bool = False

    def stop(self, text: str) -> float | None:
        """The stop that a text names, None where it names none."""
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,2})?", text):
            return None
        value = float(text)
        off = abs((value - self.low) / self.step - round((value - self.low) / self.step))
        return type(self.step)(value) if self.low <= value <= self.high and off < 1e-6 else None

    def written(self, stop: float) -> str:
        """A stop as the address has it."""
        return f"{stop:g}"

    def first(self) -> float:
        """Where it stands until a hand moves it."""
        return type(self.step)(self.start)


class Choice(NamedTuple):
    """One of a few options, all of them in sight: what it is called, there and in the address."""

    name: str
    address: str
    label: str
    options: tuple[str, ...]
    start: str

    def stop(self, text: str) -> str | None:
        """The option that a text names, None where it names none."""
        return text if text in self.options else None

    def written(self, stop: str) -> str:
        """An option as the address has it."""
        return stop

    def first(self) -> str:
        """The one that is chosen until a hand chooses."""
        return self.start


def position(key: str, levers: Sequence[Lever | Choice]) -> dict[str, Any]:
    """Where the levers of a component stand: where the browser said last, before that where the link puts them.

    A reader who comes back from another lesson finds them as they were left, as all other controls.
    """
    found, said, left = {}, _said(key), st.session_state.setdefault(f"{LEFT}{key}", {})
    for lever in levers:
        asked = said.get(lever.name, st.query_params.get(lever.address))
        if asked is None and not said and left.get(lever.name, lever.start) != lever.start:
            asked = st.query_params[lever.address] = lever.written(left[lever.name])
        stop = None if asked is None else lever.stop(str(asked))
        found[lever.name] = lever.first() if stop is None else stop
        usual = getattr(lever, "usual", "") or lever.written(lever.start)
        note = f"“{str(asked)[:40]}” is not a choice for “{lever.label}”: here it is {usual}"
        ignored = asked is not None and stop is None and asked != lever.start
        say_ignored(lever.address, [note] if ignored else [])
    left.update(found)
    return found


def _said(key: str) -> dict[str, Any]:
    """What the browser said of its levers, {} before it did; a hand-made client may say anything."""
    found = st.session_state.get(key, {}).get("levers")
    return dict(found) if isinstance(found, Mapping) else {}
