"""Something that is computed while the learner watches: a button that starts it, a bar, a button that stops it."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

import streamlit as st

# share of the way done, what to say of it, all that was found so far
Step = tuple[float, str, Any]


def walk(key: str, of: Hashable, go: str, limits: str, steps: Callable[[], Iterator[Step]]) -> None:
    """Walk when asked to; `of` says of what, so that a result for something else is not shown. `limits` are said first.

    What was found, also where it was stopped, is read with `walked`; when a walk ends the whole page is drawn again.
    """
    st.container(width=820).markdown(f":small[{limits}]")
    start, stop = st.columns([1, 1])
    running, kept = start.button(go, key=f"{key}_go"), _kept(key)
    idle = not (running or "unfinished" in kept)
    stop.button("Stop", key=f"{key}_stop", disabled=idle)  # any press ends a run that is under way
    if kept.pop("unfinished", False) and not running:
        st.rerun()  # stopped: the page shows how far it came
    if running:
        kept.clear()
        kept.update(of=of, unfinished=True)
        bar = st.progress(0.0, "It begins …")
        for done, said, found in steps():
            kept["found"] = found
            bar.progress(min(done, 1.0), said)
        kept.pop("unfinished")
        st.rerun()


def walked(key: str, of: Hashable) -> Any:
    """What the latest walk of this found, None where there was none."""
    kept = _kept(key)
    return kept.get("found") if kept.get("of") == of else None


def _kept(key: str) -> dict[str, Any]:
    """What the session keeps of a walk: of what it was, whether it is unfinished, what it found."""
    return st.session_state.setdefault(f"{key}_walk", {})
