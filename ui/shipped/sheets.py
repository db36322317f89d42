"""What every lesson with a film gives for paper: a table of one unit to complete, the answer, the picture."""

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.said import percent
from ui.shipped.present import Present
from ui.take import pictures
from ui.take.handout import Blank, Question, Table

SHOWN, ROWS = 6, 8


def of_unit(now: Present) -> Table:
    """The unit that carries most at a few words, its memory and gates to be read off the film."""
    run, unit, said = now.run(), now.unit, meanings(now.network.cell)
    state = next(iter(now.network.cell.carry), "h")
    gates = [name for name, meaning in said.items() if meaning.kind == "gate"][:2]
    names = [state, *[name for name in gates if name != state]]
    steps = sorted({*np.linspace(0, len(now.words) - 1, SHOWN).round().astype(int).tolist(), *now.film.cues[:1]})
    rows = []
    for step in steps:
        values = [Blank(f"{run.layers[0][name][step, 0, unit] + 0.0:.2f}".replace("-", "−")) for name in names]
        best = int(run.probs[step, 0].argmax())
        rows.append((f"{step + 1} · {now.words[step]}", *values, Blank(now.network.answers[best])))
    head = ("word", *(f"{said[name].noun if name in said else name} {name}" for name in names), "most likely next word")
    return Table(f"Go to each word in the film, choose unit {unit}, and write down what you read.", head, tuple(rows))


def of_answer(now: Present) -> Question:
    """What the network says at the end, with what is held."""
    word, sure = now.answer()
    before, was = now.answer(changed=False)
    held = f" With nothing held it says “{before}” ({percent(was)})." if now.changes else ""
    return Question(
        f"What does the network answer after “{now.words[-1]}”, and how probable is it?",
        (),
        f"{word}, {percent(sure)}",
        held.strip(),
    )


def picture(now: Present) -> tuple[str, str]:
    """What the country changes in the memory of the units that carry most, and how to read it."""
    film = now.film
    state = next((name for name in film.because if name in film.carry), next(iter(film.because), ""))
    values = film.because[state] if state else film.node_arrays[film.cell.graph.names["h"]]
    units = [int(unit) for unit in film.orders["carries"][:ROWS]]
    rows = {f"unit {unit}": values[:, unit] for unit in units}
    what = f"what “{now.words[film.cues[0]]}” changes in {state}" if state and film.cues else "the output h"
    caption = (
        f"Rows are the {len(rows)} units that carry most, columns are words: {what}. Blue is below zero, red above."
    )
    return pictures.rows_over_words(now.words, rows, caption), caption
