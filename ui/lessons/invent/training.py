"""The learner's cell in training: what a job is told, and what is shown of the run that it writes."""

from pathlib import Path

import streamlit as st

from figures.charts.learning import accuracy_by_step, size_by_step
from lstm_core import CELLS, TASKS
from lstm_core.cell import Cell
from lstm_core.cell_page import page_of_cell
from lstm_core.learning.run_reader import load_config, load_metrics, load_run, steps_of
from lstm_core.learning.train import accuracy
from lstm_core.networks.network import Network
from lstm_core.said import percent
from ui import lesson
from ui.components.film import closer
from ui.components.film.component import film
from ui.components.film.live import Alive
from ui.jobs import panel
from ui.lessons.invent.measured import film_of
from ui.lessons.invent.state import Page
from ui.shipped import stories

SECONDS, MEGABYTES = 240, 16
BESIDE = "lstm"  # whose curve stands beside the learner's
FRANCE = ("--steps", "1000", "--batch-size", "64")
IMAGES = ("--steps", "200", "--batch-size", "8", "--embedding-size", "0", "--rate", "0.005")
OTHER = ("--steps", "1500", "--batch-size", "32", "--embedding-size", "0", "--rate", "0.005")
MOST_UNITS, MOST_MAPS = 128, 8
GAPS = 3  # clauses between country and question in the film of a trained cell


def tasks(cell: Cell) -> list[str]:
    """The tasks that the cell can be trained on, the sentences first: what it reads must be what the task shows."""
    fits = [key for key, task in TASKS.items() if cell.spatial == (task.inputs not in ("words", "numbers"))]
    return sorted(fits, key=lambda key: (key != "france", TASKS[key].title))


def title(task: str) -> str:
    """What a task is called on screen."""
    return TASKS[task].title


def train(page: Page, task: str | None, units: int) -> None:
    """The panel that trains the page's cell on a task."""
    if not task:
        lesson.waiting("There is no task here for cells that read images.")
        return
    recipe, most = FRANCE if task == "france" else OTHER, MOST_UNITS
    if page.cell.spatial:
        recipe, most = IMAGES, MOST_MAPS
    told = ["lstm_core", "train", task, "--equations", page.good, "--hidden-size", str(min(units, most)), *recipe]
    told += [] if page.cell.spatial else ["--beside", BESIDE]
    also = "" if page.cell.spatial else f" The {CELLS[BESIDE].title} trains beside it, from the same seed."
    describe = f"{TASKS[task].claim}. {_which(page)} {recipe[1]} batches, {min(units, most)} units, seed 0.{also}"
    panel.panel("invent_train", told, describe, draw, seconds=SECONDS, megabytes=MEGABYTES, start="Train my cell")


def _which(page: Page) -> str:
    return "The last page without a mistake is trained:" if page.verdict else "Your page is trained:"


def draw(path: Path) -> None:
    """A run directory: accuracy and gradient over the steps; at its end the tests, and for stories the film."""
    config, lines = load_config(path), load_metrics(path)
    if not lines:
        raise FileNotFoundError(path / "metrics.jsonl")
    task, steps = TASKS[config.task], [line["step"] for line in lines]
    right, losses, norms = ([line[key] for line in lines] for key in ("accuracy", "loss", "norm"))
    images, dark, (left, beside) = task.inputs == "images", lesson.dark(), lesson.beside(2)
    with left:
        shown = (
            size_by_step(steps, losses, "squared error", config.steps, None, dark)
            if images
            else accuracy_by_step(steps, right, task.chance, config.steps, dark, _beside(path))
        )
        spoken = f"the loss is {losses[-1]:.3g}" if images else f"{percent(right[-1])} of a batch are right"
        for name, (_, share) in _beside(path).items():
            spoken += f", with the {name} {percent(share[-1])}"
        lesson.chart(shown, f"At step {steps[-1]} {spoken}.", "invent_learning")
    with beside:
        shown = size_by_step(steps, norms, "length of the gradient", config.steps, config.clip, dark)
        lesson.chart(shown, f"At step {steps[-1]} the gradient is {norms[-1]:.3g} long.", "invent_norms")
    fresh = "the squared error of images" if images else "the share of sequences that are right, while they grow harder"
    lesson.how_to_read(
        f"Left: {fresh}, each batch drawn anew. Right: how long the gradient is before it is clipped at the dotted "
        "line; a cell that diverges shows it here first."
    )
    if steps[-1] == config.steps:
        _learned(path, steps_of(path)[-1])


def _beside(path: Path) -> dict[str, tuple[list[int], list[float]]]:
    """{the cell that trains beside this one: (steps, shares)}, {} where none does, or not yet."""
    if not (path / "beside").is_dir():
        return {}
    lines = load_metrics(path / "beside")
    shares = [line["step"] for line in lines], [line["accuracy"] for line in lines]
    return {CELLS[BESIDE].title: shares} if lines else {}


def _learned(path: Path, step: int) -> None:
    network, tests = _tested(str(path), step)
    if tests:
        shares = ", ".join(f"**{share}** at {of}" for of, share in tests)
        lesson.say(f"On sequences that training never showed: {shares}.")
    if load_config(path).task == "france":
        alive = Alive(network, offers=closer.offers(network))
        film(_film(str(path), step), key="invent_trained", alternatives="each other country", alive=alive)
        lesson.how_to_read(
            "Your trained cell reads “france … fluent”, in the film of all these pages: → walks, Space plays."
        )
    with lesson.expander("The page that was trained"):
        st.code(page_of_cell(network.cell), language=None, wrap_lines=True)


@st.cache_resource(max_entries=8, show_spinner=False)
def _tested(path: str, step: int) -> tuple[Network, list[tuple[str, str]]]:
    run = load_run(path, step)
    task = TASKS[run.config.task]
    return run.network, [(name, percent(accuracy(run.network, task, batch()))) for name, batch in task.tests.items()]


@st.cache_resource(max_entries=4, show_spinner=False)
def _film(path: str, step: int):
    return film_of(_tested(path, step)[0], tuple(stories.story("france", GAPS)))
