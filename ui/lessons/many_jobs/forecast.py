"""A forecast drawn with its band: of the shipped series, or of one column of a reader's own CSV, learned here."""

import hashlib

import numpy as np
import streamlit as st

from figures.charts import many_jobs as figures
from lstm_core import CELLS
from lstm_core.many_jobs import forecasting, measures
from lstm_core.networks.network import Network
from lstm_core.own_data.names import plain_name
from lstm_core.own_data.table import Table, read_table
from lstm_core.tasks import seasons
from lstm_core.tasks.seasons import Series
from ui import controls, lesson
from ui.lessons.many_jobs import numbers, votes

LARGEST = 20  # MB of a file
WAYS = ("one row ahead", "left alone")
STEPS = 48  # rows for which it is left alone


def draw(job: str, text: str) -> None:
    """The series, one row ahead or left alone, beside the simple rules."""
    file = st.file_uploader(
        f"Or drop a CSV of your own (up to {LARGEST} MB): one row a moment, numbers in columns. You alone see it.",
        type=["csv", "txt", "tsv"],
        key="jobs_csv",
        max_upload_size=LARGEST,
    )
    own, name, network, period = numbers.series(), "value", None, seasons.PERIOD
    with lesson.refused("Our own series is shown instead."):
        if file is not None:
            own, name, network, period = _brought(file.getvalue(), plain_name(file.name))
    network = numbers.network("forecast", "lstm") if network is None else network
    way = controls.choice("The forecast goes", WAYS, "jobs_way", WAYS[0])
    told = own.ends[1]
    _ahead(network, own, name, period) if way == WAYS[0] else _alone(network, own, name, period)
    shares = {"LSTM": _explained(own, network.run(own.inputs[:, None, None]).logits)}
    shares |= {who: _explained(own, said) for who, said in measures.forecasts(own, period).items()}
    said = "; ".join(f"{who} {votes.told([share])}" for who, share in shares.items())
    lesson.say(
        f"In the last {len(own.changes) - told} rows, one row ahead, so much of the change is explained: {said}."
    )


def _ahead(network: Network, own: Series, name: str, period: int) -> None:
    found, told = forecasting.one_ahead(network, own), own.ends[1]
    rows = np.arange(max(0, told - 24), len(own.changes))
    rules = {
        who: (own.values[:-1] + said[:, 0, 0] * own.typical)[rows]
        for who, said in measures.forecasts(own, period).items()
    }
    expected = found.values[rows], found.low[rows], found.high[rows]
    drawn = figures.forecast(rows + 1, own.values[1:][rows], expected, rules, told + 1, name, lesson.dark())
    lesson.chart(drawn, "The forecast of each row from those before it.", "jobs_forecast")
    lesson.how_to_read(
        "Each row is forecast from all rows before it. The band is as wide as the errors on rows before the line that "
        f"the network did not learn from. “Same as last period” takes the row {period} rows earlier."
    )


def _alone(network: Network, own: Series, name: str, period: int) -> None:
    told = own.ends[1]
    steps = min(STEPS, len(own.values) - told - 1)
    found = forecasting.left_alone(network, own, steps)
    rows = np.arange(told + 1, told + 1 + steps)
    back = rows - period * (1 + (rows - told - 1) // period)
    rules = {"same as last period": own.values[back], "no change": np.full(steps, own.values[told])}
    expected = found.values, found.low, found.high
    drawn = figures.forecast(rows, own.values[rows], expected, rules, told + 1, name, lesson.dark())
    lesson.chart(drawn, "The forecast of many rows, each from the one that the network expected before.", "jobs_alone")
    lesson.how_to_read(
        "From the line on nothing more is read. The network goes on from its own forecasts, and errors add up. The "
        "band holds four of five errors that it made on earlier rows, left alone in the same way."
    )


def _explained(own: Series, said: np.ndarray) -> float:
    return measures.explained(said, seasons.last_rows(own))


def _brought(content: bytes, who: str) -> tuple[Series, str, Network, int]:
    """The chosen column, learned here; ValueError, in a sentence, for what cannot be read or forecast."""
    table = _table(content, who)
    for note in table.notes:
        lesson.say(f":small[{lesson.plain(note)}]")
    column = table.columns[-1]
    if len(table.columns) > 1:
        column = st.selectbox("Column to forecast", table.columns, len(table.columns) - 1, key="jobs_column")
    values = table.values[:, table.columns.index(column)]
    own = forecasting.series(values, who)
    return own, column, _learned(hashlib.sha256(values.tobytes()).hexdigest(), values), forecasting.period(own)


@st.cache_resource(max_entries=4, show_spinner=False)
def _table(content: bytes, who: str) -> Table:
    return read_table(content, who, forecasting.MOST_ROWS)


@st.cache_resource(max_entries=8, show_spinner=False)
def _learned(digest: str, _values: np.ndarray) -> Network:
    own = seasons.series_of(np.asarray(_values, float))
    network, config = forecasting.untrained(own, CELLS["lstm"]), forecasting.OWN
    bar = st.progress(0.0, "An LSTM of 16 units learns the first rows …")
    for progress in forecasting.learn(own, network):
        if progress.step % 20 == 0:
            bar.progress(progress.step / config.steps)
    bar.empty()
    return network
