"""What a reader has tried on a page: a claim is judged by several trials, which do not all stand on one screen."""

from typing import Any

import streamlit as st

KEY = "what was tried for a claim"


def tried(claim: str, trial: Any, found: Any) -> dict[Any, Any]:
    """Keep what was `found` in a trial; returns {trial: what was found} of this session, this one last."""
    kept = st.session_state.setdefault(KEY, {}).setdefault(claim, {})
    kept.pop(trial, None)
    kept[trial] = found
    return dict(kept)
