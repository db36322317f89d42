"""What only the lesson on moving pictures shows: strips of pictures, and a map on which a pixel is chosen."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from figures.charts import moving as figures
from lstm_core.tasks.bouncing import SIDE
from ui import controls, lesson
from ui.lessons.moving.numbers import SIDES, seen

ROW, COLUMN = "moving_row", "moving_column"  # in the address: the pixel, which a click sets as well


def draw_strips(pictures: Mapping[str, np.ndarray], first: int) -> None:
    """Strips one below the other, each under its name."""
    for name, strip in pictures.items():
        st.markdown(f":small[**{name}**, pictures {first} to {first + len(strip) - 1}]")
        st.image(figures.strip(strip), width="stretch", alt=f"{name}: {len(strip)} pictures of {SIDE} by {SIDE} pixels")


def choose_pixel() -> tuple[int, int]:
    """Row and column, from 1."""
    return controls.number("Row", *SIDES, ROW, 6), controls.number("Column", *SIDES, COLUMN, 6)


def map_to_click(number: int, squares: int, row: int, column: int) -> None:
    """The mean of a film; a click on a pixel sets row and column."""
    brightness = seen(number, squares).inputs[:, 0, 0].mean(axis=0)
    st.plotly_chart(
        figures.map_to_click(brightness, row, column, lesson.dark()),
        key="moving_map",
        on_select=_clicked,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False},
        alt="The mean brightness of every pixel of the film; bright is where the squares went.",
    )


def _clicked() -> None:
    points = st.session_state["moving_map"].selection.points
    if points:
        st.session_state[ROW], st.session_state[COLUMN] = int(points[0]["y"]), int(points[0]["x"])
