"""What becomes of what a larger network writes when values in it are held or carried over."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm_core import Edit
from lstm_core.networks.network import Network
from lstm_core.networks.writing import write
from ui import controls, lesson
from ui.components.film.live import SIGNS
from ui.lessons.big_demos import cells, reading, runs
from ui.lessons.big_demos.run_files import Told

TEXTS, LENGTH, SEED = 4, 160, 5
HEAVY, SHORT = 3 * 10**6, 40  # parameters from which on the texts are so short, or a reader would wait
NOTHING, HOLD, CARRY = "nothing", "hold one unit", "carry over a memory"
NEW_LINE = SIGNS["\n"]
REACH = 4.0  # how far a unit may be held from 0, where it was not found further away


@dataclass(frozen=True)
class Held:
    """What to do while it writes: hold a unit's memory at a value, or begin with the memory after another text."""

    unit: int | None = None
    value: float = 0.0
    other: tuple[str, ...] = ()


def draw(run: Told, network: Network, words: tuple[str, ...]) -> None:
    """Texts that go on from the one in the film, free and with the change, from the same draws."""
    kind = controls.choice("While it writes on", (NOTHING, HOLD, CARRY), "big_kind", HOLD)
    held, said = _chosen(run, network, kind)
    left, right = lesson.beside(2)
    free, changed = (_texts(run.path, run.status.get("step"), words, how, run) for how in (Held(), held))
    for place, title, texts in ((left, "Nothing held", free), (right, said, changed)):
        with place:
            st.markdown(f"**{lesson.plain(title)}**")
            for text in texts:
                st.code(text.replace("\n", f"{NEW_LINE}\n"), language=None, wrap_lines=True)
    hint = " One unit among many may change nothing; try others, and other values." if kind == HOLD else ""
    lesson.how_to_read(
        f"{TEXTS} texts that go on from the text in the film, drawn with the same random numbers on both sides. "
        f"{NEW_LINE} is a line break that it wrote.{hint}"
    )


def _chosen(run: Told, network: Network, kind: str) -> tuple[Held, str]:
    state = network.layers[-1].cell.states[0]
    if kind == HOLD:
        units, (usual, value) = network.hidden_size, known_unit(run)
        reach = max(REACH, 2 * abs(value))
        which, how = lesson.beside(2)
        with which:
            unit = controls.number(
                "Unit of the last layer", 0, units - 1, f"big_unit_{run.demo}", min(usual, units - 1)
            )
        with how:
            number = controls.value(f"Its {state} is held at", -reach, reach, f"big_value_{run.demo}", value)
        return Held(unit, number), f"{state} of unit {unit} held at {number:+.2f}"
    if kind == CARRY:
        example = "awful soup. so dreadful. "
        typed = controls.sentence(f"The {state} after this text", f"big_other_{run.demo}", example) or example
        other = "".join(letter for letter in typed if letter in network.vocabulary) or network.vocabulary[0]
        return Held(other=reading.letters(other, network)), f"With the {state} after “{other.strip()}”"
    return Held(), "Nothing held here either"


def known_unit(run: Told) -> tuple[int, float]:
    """A unit of the last layer that was found to follow something, and a value to hold it at."""
    if "sentiment" in run.results:
        told = run.results["sentiment"]
        return told["unit"], round(20 * 2 * told["means"]["against"]) / 20
    last = run.settings.get("layers", 1) - 1
    if ends := run.results.get("line breaks"):
        return ends["unit"], round(20 * ends["held"]["low"]["at"]) / 20
    if found := cells.named(run, last):
        return next(iter(found.values()))["unit"], 2.0
    memories = [one for one in run.results.get("cells", {}).values() if one["layer"] == last and one["name"] == "c"]
    return (max(memories, key=lambda cell: abs(cell["correlation"]))["unit"], 2.0) if memories else (0, 2.0)


@st.cache_resource(max_entries=32, show_spinner=False)
def _texts(path, step, words: tuple[str, ...], held: Held, _run: Told) -> list[str]:
    return texts(runs.network(_run), words, held)


def texts(network: Network, words: tuple[str, ...], held: Held) -> list[str]:
    """`TEXTS` texts of `LENGTH` letters (`SHORT` of a large network) that go on from the words."""
    length = LENGTH if sum(array.size for array in network.parameters.values()) < HEAVY else SHORT
    start = np.repeat(reading.ids_of(network, words), TEXTS, axis=1)
    last, state = len(network.layers) - 1, network.layers[-1].cell.states[0]
    made = () if held.unit is None else [Edit(state, value=held.value, units=held.unit, layer=last)]
    begun = network.run(start[:-1]).final if len(start) > 1 else None
    if held.other and begun:
        memory = network.run(np.repeat(reading.ids_of(network, held.other), TEXTS, axis=1)).final
        begun = [{**own, name: far[name]} for own, far in zip(begun, memory, strict=True) for name in [state]]
    written = write(network, start, length, np.random.default_rng(SEED), edits=made, state=begun)
    return ["".join(network.words(written, column)) for column in range(TEXTS)]
