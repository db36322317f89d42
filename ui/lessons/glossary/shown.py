"""The glossary on the page: entries with a link each, and what tells the three notations apart."""

import streamlit as st

from ui import frame, lesson
from ui.lessons.glossary import entries
from ui.thread.pages import page

NOTATIONS = (
    "Formulas can be written in three ways; choose the **letters** beside any formula. **This page**: $W_{xf}$ leads "
    "from the input x to the gate f, $W_{hf}$ from the output before. **PyTorch**: $W_{if}$ and $W_{hf}$; it adds two "
    "biases, $b_{if} + b_{hf}$, where here stands their sum $b_f$. **Textbook**: $W_f$ and $U_f$, and the "
    r"candidate is $\tilde{c}_t$ (in a GRU $\tilde{h}_t$). Some textbooks swap z and 1 − z in the GRU; here, as in "
    "PyTorch, z keeps."
)


def draw(asked: str) -> None:
    """Every entry that was asked for, each with the lesson in which one sees it."""
    listed = entries.found(asked)
    if not listed:
        return lesson.waiting(f"No term has “{lesson.plain(asked[:40])}” in it. Clear the field to see all of them.")
    lessons = {one.name: one for one in frame.catalogue()}
    for entry in listed:
        with st.container(key=f"term_{entry.term.replace(' ', '_')}"):
            text, way = st.columns([7, 2], vertical_alignment="center")
            signs = entries.written(entry)
            text.markdown(f"**{entry.term}**: {entry.says}" + (f"  \n:small[{signs}]" if signs else ""))
            seen = lessons[entry.lesson]
            way.page_link(page(seen.name), label=f"See it: {seen.menu}", icon=seen.icon)
