"""Which patient lies in which bed, and what was read of each."""

from functools import lru_cache

import numpy as np
import streamlit as st

from lstm_core.clinic import ward
from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import Reading, read
from lstm_core.clinic.ward import Patient
from ui import controls
from ui.places import HOME

FOLDER = HOME / "assets" / "clinic"
BEDS, ORDERS = len(FAULTS), 99
SEEN, SAID, BED, ORDER = "clinic_seen", "clinic_said", "clinic_bed", "clinic_order"  # in the address
KEPT, LEFT = "what was said at each bed of the clinic", "the bed of the clinic that was left"  # in the session


@st.cache_resource(max_entries=1, show_spinner=False)
def patients() -> dict[str, Patient]:
    """{fault: patient}."""
    return ward.load(FOLDER / ward.WARD)


@st.cache_resource(max_entries=1, show_spinner=False)
def course() -> bytes:
    """The sequences on which every patient trains after a cure."""
    return (FOLDER / ward.COURSE).read_bytes()


@st.cache_resource(max_entries=BEDS, show_spinner=False)
def reading(fault: str) -> Reading:
    """The instruments of a patient as it was delivered."""
    return read(patients()[fault].network, FAULTS[fault].window)


@lru_cache(maxsize=128)
def faults_of(order: int) -> tuple[str, ...]:
    """The faults from bed to bed; the seed in the address decides."""
    names = list(FAULTS)
    return tuple(names[k] for k in np.random.default_rng([order, BEDS]).permutation(BEDS))


def order() -> int:
    """The seed of the order of the beds."""
    return controls.number("Order of the patients", 0, ORDERS, ORDER, 0)


def bed() -> int:
    """Which patient is looked at; what was said of each comes back with it."""
    return controls.choice("Patient", range(1, BEDS + 1), BED, 1)


def come_to(order: int, bed: int) -> None:
    """Before the questions are asked: at another bed stands what was said there, or nothing."""
    kept, before, here = st.session_state.setdefault(KEPT, {}), st.session_state.get(LEFT), (order, bed)
    if before is not None and before != here:
        kept[before] = {key: st.session_state.get(key) for key in (SEEN, SAID)}
        for key, said in kept.get(here, {SEEN: None, SAID: None}).items():
            st.session_state[key] = said
    st.session_state[LEFT] = here
