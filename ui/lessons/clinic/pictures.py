"""What stands folded under the instruments: the patient's whole film, and all seven side by side."""

import streamlit as st

from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import GATES, examined
from lstm_core.film import Film
from lstm_core.said import percent
from lstm_core.sentence_film import film_data
from ui import lesson
from ui.components.film.component import film
from ui.components.film.live import Alive
from ui.lessons.clinic import seeds
from ui.lessons.clinic.diagnosis import NAMES, best, ended
from ui.lessons.clinic.ward import patients, reading


@st.cache_resource(max_entries=7, show_spinner=False)
def _film(fault: str) -> Film:
    return film_data(patients()[fault].network, examined().inputs[:, :1])


def draw_film(fault: str, _said: str | None) -> None:
    """The film of other pages: hold values, change letters, see one unit."""
    film(_film(fault), key="clinic_film", alive=Alive(patients()[fault].network))


def draw_all(_fault: str, said: str | None) -> None:
    """The readings of all patients, by name: only after a diagnosis."""
    if not said:
        lesson.waiting("Say first what is wrong with this patient. Then this is shown.")
        return
    rows = []
    for fault in FAULTS:
        found = reading(fault)
        ends = {
            f"{gate} shut / open": f"{percent(found.low[gate].mean())} / {percent(found.high[gate].mean())}"
            for gate in GATES
        }
        right = {"right in training": percent(ended(fault)), "right now": percent(found.right)}
        rows.append(
            {"patient": NAMES[fault], **right, **ends, "seen best in": best(fault) if fault != "healthy" else "–"}
        )
    lesson.table(rows)
    lesson.how_to_read(
        "A row for each patient. *Shut* is the share of a gate's values below 0.1, *open* the share "
        "above 0.9, over all units."
    )


FURTHER = (
    ("The whole film of this patient", "clinic_whole", draw_film),
    ("All seven side by side", "clinic_all", draw_all),
    ("How the patients were chosen, and other seeds", "clinic_seeds", seeds.draw),
)
