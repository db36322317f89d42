"""Start a training, wait for its turn, watch it, stop it: the same run for everybody who has the link."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lstm_core.learning.run_reader import load_status
from ui import lesson
from ui.jobs import queue
from ui.jobs.browser import owner
from ui.jobs.endings import counts
from ui.jobs.followed import follow, look, named
from ui.jobs.run_folders import Brought

POLL = 1.5  # seconds between two looks at a job, only while it is under way
WATCH = 4.0  # the same for those who only watch: a class that follows one link must not fill a core


def panel(
    key: str,
    arguments: Sequence[str] | None,
    describe: str,
    draw: Callable[[Path], None],
    *,
    seconds: int = 60,
    megabytes: int = 5,
    start: str = "Train it here",
    brought: Brought | None = None,
) -> None:
    """A start button that says what it may take, the place in the queue, progress, stop, how it ended, the picture.

    `python -m arguments… --out path` is what will run (None: nothing can be started, `describe` says why); `draw(path)`
    shows its run directory, again and again while it grows. The id of the run is `<key>_job` in the address. What the
    reader `brought` goes along, into the folder of this run alone.
    """
    now, _ = look(key)
    asks = _asks(key, now is not None and now.under_way)
    often = POLL if now and now.owner == owner() else WATCH
    shown = st.fragment(_panel, run_every=often if asks else None)
    shown(key, _Asked(arguments, seconds, megabytes, brought), describe, draw, start)


class _Asked(NamedTuple):
    """What is to be queued."""

    arguments: Sequence[str] | None
    seconds: int
    megabytes: int
    brought: Brought | None


def _asks(key: str, now: bool | None = None) -> bool:
    """Whether the panel asks again by itself: as the page was last drawn, or as it is drawn `now`."""
    if now is not None:
        st.session_state[f"{key}_job_asks"] = now
    return st.session_state[f"{key}_job_asks"]


def _panel(key: str, asked: _Asked, describe: str, draw: Callable[[Path], None], start: str) -> None:
    now, complaint = look(key)
    under_way = now is not None and now.under_way
    if _asks(key) and not under_way:
        st.rerun()  # the whole page, which then asks no more
    if complaint:
        st.info(complaint, icon=":material/link_off:")
    if under_way:
        _under_way(key, now)
    else:
        _offer(key, asked, describe, start)
    if now and not under_way:
        _ended(now)
    if now and now.path.is_dir():
        _draw(draw, now)


def _offer(key: str, asked: _Asked, describe: str, start: str) -> None:
    running, waiting = queue.shared().load()
    free = running < queue.shared().slots and not waiting
    before = f"{running} under way and {waiting} waiting before it: at most {_minutes(queue.shared().wait())}."
    turn = "It starts at once." if free else before
    takes = f" It may take up to {asked.seconds} seconds and {asked.megabytes} MB. {turn}" if asked.arguments else ""
    lesson.say(f"{describe}{takes}")
    elsewhere = queue.shared().of(owner())
    pressed = st.button(start, key=f"{key}_job_start", disabled=asked.arguments is None, icon=":material/play_arrow:")
    if elsewhere and pressed:
        st.session_state[f"{key}_job_blocked"] = elsewhere
    elif pressed:
        with lesson.refused():
            ticket = queue.shared().start(asked.arguments, owner(), *asked[1:], address=st.context.ip_address or "")
            follow(key, ticket.id)
            st.rerun()
    if elsewhere and st.session_state.get(f"{key}_job_blocked") == elsewhere:
        st.warning("One training at a time: one that you started is still under way.", icon=":material/hourglass_top:")
        if st.button("Stop that one", key=f"{key}_job_stop_other"):
            queue.shared().stop(elsewhere)
            st.rerun()


def _under_way(key: str, now: queue.JobState) -> None:
    if now.kind == "waiting":
        ahead = f"Place {now.place} of {now.places} in the queue; its turn comes in at most {_minutes(now.wait)}."
        st.info(f"{ahead} Keep this page open until then.", icon=":material/hourglass_top:")
    else:
        share, steps = _progress(now)
        st.progress(share, f"{steps}{now.seconds:.0f} of at most {now.limit} seconds")
        lesson.say(f":small[{now.message or 'It goes on when this page is closed; its link leads back to it.'}]")
    word = "Leave the queue" if now.kind == "waiting" else "Stop the training"
    mine = now.owner == owner()
    if mine and not now.message and st.button(word, key=f"{key}_job_stop", icon=":material/stop:"):
        queue.shared().stop(named(key))
        st.rerun()


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.0f} minutes"


def _progress(now: queue.JobState) -> tuple[float, str]:
    """The share that is done, and in words: of the steps where the run counts them, else of the time."""
    try:
        status = load_status(now.path)
        done, steps = int(status["step"]), int(status["steps"])
        return min(1.0, done / max(1, steps)), f"{done:,} of {steps:,} {counts(status)} · "
    except (OSError, ValueError, KeyError, TypeError):
        return min(1.0, now.seconds / max(1, now.limit)), ""


def _ended(now: queue.JobState) -> None:
    if now.kind == "finished":
        st.success(f"Finished in {now.seconds:.0f} seconds.", icon=":material/check:")
    elif now.kind == "stopped":
        st.info(lesson.plain(now.message), icon=":material/stop_circle:")
    else:
        st.error(lesson.plain(now.message), icon=":material/error:")


def _draw(draw: Callable[[Path], None], now: queue.JobState) -> None:
    with lesson.refused():
        try:
            draw(now.path)
        except FileNotFoundError:
            if now.kind == "finished":
                raise
            if now.under_way:
                lesson.waiting("The picture comes with the first steps.")
