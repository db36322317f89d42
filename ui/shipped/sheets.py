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
    """What a hand, or else the country, changes in the memory of the units that carry most, and how to read it."""
    film, state = now.film, next(iter(now.network.cell.carry), "h")
    if now.changes:
        changed, untouched = (now.run(made).layers[0][state][:, 0] for made in (True, False))
        values, what = changed - untouched, f"what is held by hand changes in {state}"
    elif film.cues and state in film.because:
        values, what = film.because[state], f"what “{now.words[film.cues[0]]}” changes in {state}"
    else:
        values, what = now.run().layers[0][state][:, 0], f"the raw values of {state}"
    units = [int(unit) for unit in film.orders["carries"][:ROWS]]
    caption = f"Rows are the {len(units)} units that carry most, columns are words: {what}."
    caption += " Blue is below zero, red above."
    return pictures.rows_over_words(now.words, {f"unit {u}": values[:, u] for u in units}, caption), caption
