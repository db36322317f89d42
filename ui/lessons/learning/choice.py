"""What is to be trained: the task, the cell or the reader's own equations, its units, the seed."""

from typing import NamedTuple

import streamlit as st

from lstm_core import CELLS, TASKS, EquationError
from lstm_core.cell import Cell
from lstm_core.cell_page import OWN, cell_of_page, page_of_cell
from lstm_core.equations.limits import MAX_CHARACTERS
from lstm_core.learning.config import Config
from ui import controls
from ui.asked import say_ignored
from ui.lessons.learning.recipes import RECIPES, short
from ui.shipped import networks

PAGE = "invent_page"  # in the address, the same as on the page where equations are written
WRITTEN = "invent_good"  # in the session: the last page without a mistake that was written there
SEEDS, FEWEST, MOST = 5, 4, 32


class Choice(NamedTuple):
    """A training before a lever is moved; `page` is the reader's equations where the cell is their own."""

    task: str
    cell: str
    units: int
    seed: int
    page: str = ""

    def kind(self) -> Cell:
        """The cell itself."""
        return cell_of_page(self.page) if self.page else CELLS[self.cell]

    def config(self) -> Config:
        """The training as `lstm_core` would run it, from the same seed to the same losses."""
        recipe = RECIPES[self.task]
        return Config(
            self.cell,
            self.task,
            seed=self.seed,
            hidden_size=self.units,
            embedding_size=0,
            dtype="float64",
            steps=recipe.updates,
            batch_size=recipe.batch,
            rate=recipe.rate,
            level=recipe.level,
            schedule="constant",
            curriculum="none",
        )


def task() -> str:
    """The task, all of them in sight."""
    return controls.choice("Task", list(RECIPES), "learning_task", next(iter(RECIPES)), short)


def others(task: str) -> Choice:
    """The choices that few change, with the task."""
    page = own_page()
    cells = [*([OWN] if page else []), *shipped()]
    which, how_many, whose = (controls.pick, controls.number, controls.choice)
    linked = PAGE in st.query_params and bool(page)
    cell = which("Cell", cells, "learning_cell", OWN if linked else "lstm", _title)
    if cell == OWN and not linked:
        st.query_params[PAGE] = page
    units = how_many("Units", FEWEST, MOST, "learning_units", RECIPES[task].units)
    seed = whose("Seed", range(SEEDS), "learning_seed", 0)
    return Choice(task, cell, units, seed, page if cell == OWN else "")


def shipped() -> list[str]:
    """The cells that train in the page: all but those of maps, the best known first."""
    flat = [key for key in CELLS if not CELLS[key].spatial]
    return sorted(flat, key=lambda key: (key not in networks.COMPARED, networks.title(key)))


def own_page() -> str:
    """The equations that the link brings, or that were written before; "" where there are none.

    What is wrong with them is said.
    """
    text = st.query_params.get(PAGE, "") or _written()
    try:
        found = cell_of_page(text) if text.strip() else None
    except EquationError as error:
        say_ignored(PAGE, [f"the equations in it have a mistake in line {error.line}: {error.reason}"])
        return ""
    if found is not None and found.spatial:
        say_ignored(PAGE, ["the equations in it read images, and no task here shows images"])
        return ""
    say_ignored(PAGE, [])
    return text[:MAX_CHARACTERS] if found else ""


def _written() -> str:
    """What the reader wrote on the page for equations in this visit, "" where it is a cell that ships."""
    text = st.session_state.get(WRITTEN, "")
    return "" if text in {page_of_cell(cell) for cell in CELLS.values()} else text


def claim(task: str) -> str:
    """What the task asks for."""
    return TASKS[task].claim


def _title(key: str) -> str:
    return "your own" if key == OWN else networks.title(key)
