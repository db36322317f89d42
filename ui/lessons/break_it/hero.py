"""The film that is broken: before the guess what the country left in each row, then what the reader's edits changed."""

from dataclasses import replace

import numpy as np

from lstm_core.film import Film
from ui import edits
from ui.components.film.component import film
from ui.lessons.break_it import guess, single, two_readings, workbench
from ui.lessons.break_it.guess import Asked
from ui.lessons.break_it.two_readings import Broken
from ui.shipped import networks
from ui.shipped.alive import alive

KEY = "broken_film"


def draw(
    cell: str, seed: int, sentence: tuple[str, ...], changes: tuple[edits.Change, ...], asked: Asked
) -> tuple[Broken, bool]:
    """The film, in place; both readings, and whether the reader has guessed and may know."""
    found, (said, waits) = two_readings.broken(cell, seed, sentence, changes), asked
    rows = guess.rows(cell, seed, sentence, said, waits)
    guessed = rows is None or (said is not None and not waits)
    living = alive(cell, seed, holds="" if waits else edits.written(changes))
    film(
        _ranked(found.film, rows) if guessed else _unranked(networks.film_of(cell, seed, sentence)),
        key=KEY,
        alternatives="the run without your edits" if guessed else "each other country",
        alive=living._replace(rows=rows, carriers=living.carriers if guessed else ()),
        on_holds=workbench.take,
        on_guess=guess.taker(single.hold(cell, seed, sentence), guess.run_of(cell, seed, sentence)),
    )
    return found, guessed


def _unranked(made: Film) -> Film:
    """Its rows by number: no other order gives anything away."""
    return replace(made, orders={"index": np.arange(made.hidden_size)})


def _ranked(made: Film, rows: dict | None) -> Film:
    """Its rows by each measure, and by number."""
    if rows is None:
        return made
    orders = {by: np.array(one["order"]) for by, one in rows["measures"].items()}
    return replace(made, orders=orders | {"index": np.arange(made.hidden_size)})
