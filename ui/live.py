"""The map of swaps, measured anew while the learner watches; it can be stopped."""

import streamlit as st

from figures.evidence import flips_by_word
from ui import controls, evidence, lesson

GAPS = (11, 18, 25, 32)


@st.fragment
def again(cell: str, seed: int) -> None:
    """A button that measures, a bar that says how far it is, a button that stops; what is measured stays."""
    with lesson.expander("Measure it again, here and now"):
        gap = controls.choice("Gap in words", GAPS, "carriers_live_gap", GAPS[1])
        start, stop = st.columns([1, 1])
        running = start.button("Measure", key="carriers_live_go")
        stop.button("Stop", key="carriers_live_stop")  # any press ends a run that is under way
        kept = st.session_state.setdefault("carriers_live", {})
        if running:
            kept.clear()
            kept["of"] = (cell, seed, gap)
            bar = st.progress(0.0, "Swapping after every word …")
            for done, grown in evidence.live_map(cell, seed, gap):
                kept["map"] = grown
                bar.progress(done, f"{done:.0%} of the words")
            bar.empty()
        if kept.get("of") == (cell, seed, gap) and kept.get("map"):
            shown, length = kept["map"], 5 + gap
            lesson.chart(
                flips_by_word(shown, evidence.words_of_map(length, gap), lesson.dark()),
                "The share of answers that flip after each swap, measured in this session.",
                "carriers_live_chart",
            )
            lesson.how_to_read("A hundred sentences of the gap you chose, none of them in the picture above.")
