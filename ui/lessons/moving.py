"""What the lesson on moving pictures shows: films, predictions, one pixel's values, how long the network goes alone."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from figures.charts import moving as figures
from lstm_core import TASKS, load_run
from lstm_core.board.meanings import meanings
from lstm_core.experiments.measures import mean_half_life
from lstm_core.film import Film
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.writing import alone
from lstm_core.pixel_film import at_pixel, pixel_film
from lstm_core.said import percent
from lstm_core.tasks.bouncing import BETTER, READ, SETTLED, SIDE, STEPS
from ui import lesson
from ui.lesson import Recall
from ui.places import ASSETS
from ui.shipped.measured import measured

RESULTS, RUN = ASSETS / "moving.json", ASSETS / "runs" / "bouncing-conv_lstm-0"
FILMS = 50
SHOWN = STEPS + 1 - READ  # pictures of a strip: all that follow those a network on its own has read
SIDES = 1, SIDE
COPY, EMPTY = "the last picture again", "an empty picture"


def shipped(squares: int) -> dict:
    """What `python -m benchmarks.moving` found; OSError or ValueError where the file is missing or torn."""
    found = measured(RESULTS)
    if str(squares) not in found:
        raise ValueError(f"{RESULTS.name} says nothing of {squares} squares; python -m benchmarks.moving writes it")
    return found[str(squares)]


@st.cache_resource(max_entries=1, show_spinner=False)
def network() -> Network:
    """The trained network of seed 0."""
    return load_run(RUN, dtype=np.float32).network


@st.cache_resource(max_entries=32, show_spinner=False)
def seen(film: int, squares: int) -> NetworkTrace:
    """The run over one film that training never drew."""
    batch = TASKS["bouncing"].sample(np.random.default_rng([2**21, film]), 1, squares=squares)
    return network().run(np.concatenate([batch.inputs, batch.targets[-1:]]))


@st.cache_data(max_entries=32, show_spinner=False)
def strips(film: int, squares: int) -> dict[str, np.ndarray]:
    """{what it is: pictures (T, Y, X)} of the last pictures of a film, and what was predicted for them."""
    trace = seen(film, squares)
    came = trace.inputs[:, 0, 0]
    return {
        "What came": came[-SHOWN:],
        "What the network predicted, one picture ahead": trace.logits[-SHOWN - 1 : -1, 0, 0],
        "The last picture again": came[-SHOWN - 1 : -1],
    }


@st.cache_data(max_entries=32, show_spinner=False)
def alone_strips(film: int, squares: int) -> dict[str, np.ndarray]:
    """{what it is: pictures (T, Y, X)}: what came, and what the network saw before its eyes after it was left alone."""
    inputs = seen(film, squares).inputs
    went = alone(network(), inputs[:READ], SHOWN)
    return {"What came": inputs[-SHOWN:, 0, 0], "The network on its own": went[:, 0, 0]}


def draw_strips(pictures: Mapping[str, np.ndarray], first: int) -> None:
    """Strips one below the other, each under its name."""
    for name, strip in pictures.items():
        st.markdown(f":small[**{name}**, pictures {first} to {first + len(strip) - 1}]")
        st.image(figures.strip(strip), width="stretch", alt=f"{name}: {len(strip)} pictures of {SIDE} by {SIDE} pixels")


def map_to_click(film: int, squares: int, row: int, column: int) -> None:
    """The mean of a film; a click on a pixel sets row and column."""
    brightness = seen(film, squares).inputs[:, 0, 0].mean(axis=0)
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
        st.session_state["moving_row"], st.session_state["moving_column"] = int(points[0]["y"]), int(points[0]["x"])


@st.cache_resource(max_entries=64, show_spinner=False)
def pixel(film: int, squares: int, row: int, column: int) -> Film:
    """Everything the network computes at one pixel, row and column from 1; pictures with a square there are marked."""
    inputs = seen(film, squares).inputs
    lit = np.nonzero(inputs[:, 0, 0, row - 1, column - 1] > 0)[0].tolist()
    return pixel_film(network(), inputs, row - 1, column - 1, cues=lit)


def spoken_pixel(film: int, squares: int, row: int, column: int) -> str:
    """When a square was at the pixel, and how long the memories there keep what they hold, in words."""
    lit = [str(k + 1) for k in pixel(film, squares, row, column).cues]
    where = f"A square covers it in pictures {', '.join(lit)}." if lit else "No square ever covers it."
    trace = at_pixel(seen(film, squares).layers[0], row - 1, column - 1)
    state, carry = next(iter(network().cell.carry.items()))
    lives, gate = mean_half_life(trace, state)[0], meanings(network().cell)[carry.gate[0]].noun
    return (
        f"Row {row}, column {column}. {where} At the mean of their {gate} over the film, half of its {len(lives)} "
        f"memories lose half of what they hold within {np.median(lives):.1f} pictures; the one that keeps longest, "
        f"unit {np.argmax(lives)}, takes {np.max(lives):.1f}."
    )


def compared(squares: int) -> dict[str, Sequence[float]]:
    """What the error is compared with, by picture."""
    return {COPY: shipped(squares)["copy"], EMPTY: shipped(squares)["empty"]}


def spoken_times(squares: int) -> str:
    """How many times better than copying, in words."""
    found = shipped(squares)
    copied = float(np.mean(found["copy"][SETTLED:]))
    times = sorted(copied / float(np.mean(seed[SETTLED:])) for seed in found["seeds"])
    return (
        f"On {found['films']} films that training never showed, the squared error is **{np.median(times):.1f} times** "
        f"smaller than that of {COPY} (median of {len(times)} seeds; {times[0]:.1f} to {times[-1]:.1f}). "
        f"{percent(float(np.median(found['solved'])))} of the films are at least {BETTER} times better."
    )


def alone_compared(squares: int) -> dict[str, Sequence[float]]:
    """What the network on its own is compared with, by picture."""
    found = shipped(squares)
    return {"the last one it saw, again": found["copy_alone"], EMPTY: found["empty"][found["read"] - 1 :]}


def errors(squares: int) -> list[list[float]]:
    """The error of each seed by picture, from the second picture on."""
    return shipped(squares)["seeds"]


def alone_errors(squares: int) -> list[list[float]]:
    """The same, left alone."""
    return shipped(squares)["alone"]


def reading_of_errors() -> str:
    """How to read the errors."""
    return (
        "Lower is better. From one picture nobody can know where a square is going; each further one helps the memory. "
        f"What is counted above and learned in training begins at picture {SETTLED + 2}."
    )


def first_shown() -> int:
    """The number of the first picture of a strip."""
    return READ + 1


def spoken_alone(squares: int) -> str:
    """How long what it predicts on its own is worth more than nothing, in words."""
    found = shipped(squares)
    ours, empty = np.median(found["alone"], axis=0), found["empty"][found["read"] - 1 :]
    worse = [k + 1 for k, (a, b) in enumerate(zip(ours, empty, strict=True)) if a >= b]
    end = f"from the {worse[0]}th picture on it is worse than {EMPTY}" if worse else f"it stays better than {EMPTY}"
    return (
        f"After {found['read']} pictures it reads only what it predicted itself. Its error grows from {ours[0]:.3f} to "
        f"{ours[-1]:.3f} a pixel in {len(ours)} pictures; {end}."
    )


def which_squares() -> Recall:
    """Is it harder to predict one square or two? Question, what to say to each answer, the right one."""
    times = {}
    for squares, name in ((1, "one square"), (2, "two squares")):
        found = shipped(squares)
        times[name] = float(
            np.mean(found["copy"][SETTLED:]) / np.median(np.array(found["seeds"])[:, SETTLED:].mean(axis=1))
        )
    said = {name: f"There the error is {factor:.1f} times smaller than copying's." for name, factor in times.items()}
    return "Where does the network gain more over the last picture again?", said, max(times, key=times.get)
