"""Which training a page follows: that of its link, or else the one started here before another lesson was visited."""

import streamlit as st

from ui import lesson
from ui.jobs import queue


def named(key: str) -> str:
    """The id of the run, "" for none; it is `<key>_job` in the address, and kept for the session."""
    return st.query_params.get(f"{key}_job") or st.session_state.get(f"{key}_job_kept") or ""


def follow(key: str, name: str) -> None:
    """Follow this run from now on, here and where the link is opened."""
    st.session_state[f"{key}_job_kept"] = name
    if st.query_params.get(f"{key}_job") != name:
        st.query_params[f"{key}_job"] = name


def look(key: str) -> tuple[queue.JobState | None, str]:
    """How the training is that the page follows; or why there is none, "" where it follows none."""
    name = named(key)
    if not name:
        return None, ""
    try:
        now = queue.shared().state(name)
    except ValueError as error:
        return None, lesson.in_words(error)
    queue.shared().seen(name)
    follow(key, name)
    return now, ""
