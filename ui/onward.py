"""Ways on from a page: a tour through the lessons, links to those beside it."""

from collections.abc import Iterable, Sequence

import streamlit as st

from ui import lesson
from ui.components import presented
from ui.thread import way
from ui.thread.pages import page


def tour(minutes: int, stops: Iterable) -> None:
    """A way through the lessons, one link for each; `stops` are entries of the frame's catalogue."""
    with st.container(border=True, height="stretch"):
        st.subheader(f"{minutes} minutes", anchor=False)
        for stop in stops:
            label = f"{stop.menu} · {stop.minutes[minutes]} min"
            on_the_tour = {way.KEY: str(minutes), **presented.query()}
            st.page_link(page(stop.name), label=label, icon=stop.icon, help=stop.claim, query_params=on_the_tour)


def links(stops: Sequence) -> None:
    """Lessons to go on with, each with its claim; `stops` are entries of the frame's catalogue."""
    columns, query = lesson.beside(3), presented.query() or None
    for number, stop in enumerate(stops):
        with columns[number % len(columns)], st.container(gap=None):
            st.page_link(page(stop.name), label=f"**{stop.menu}**", icon=stop.icon, query_params=query)
            st.markdown(f":small[{stop.claim}]")
