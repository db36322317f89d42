"""A job's network as the list of layers that courses use: as a picture, and as source for PyTorch and Keras."""

import streamlit as st

from figures.charts import many_jobs as figures
from lstm_core.many_jobs import source
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.networks.exporting import exported, form_of
from ui import controls, lesson
from ui.lessons.many_jobs import numbers


def draw(job: str, text: str) -> None:
    """The list, and the two sources with the file of weights that each reads."""
    offered = {one.title: key for key, one in JOBS[job].networks.items() if one.pooled != "attention"}
    name = next(iter(offered))
    if len(offered) > 1:
        name = controls.choice("Network", list(offered), f"jobs_array_{job}", name)
    network, last = numbers.cells_of(numbers.network(job, offered[name])), job == "reviews"
    rows = source.layer_array(network, last)
    told = ", then ".join(row.kind for row in rows)
    lesson.chart(figures.layer_list(rows, lesson.dark()), f"The layers: {told}.", "jobs_layers")
    lesson.how_to_read(
        "A box is a layer. The text beside an arrow is what the layer hands on: “T × 12” is 12 numbers at every step, "
        "“12” is 12 numbers once. A layer with output mode “last” hands on the last step alone."
    )
    for tab, (framework, code) in zip(
        st.tabs(list(source.FRAMEWORKS)), source.sources(network, last).items(), strict=True
    ):
        ending = source.FRAMEWORKS[framework]
        tab.code(code, language="python", wrap_lines=True)
        content = exported(network, form_of(f"network{ending}"))
        tab.download_button(f"network{ending}", content, f"network{ending}", key=f"jobs_file_{framework}")
