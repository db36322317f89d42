"""All patients as one file: their weights, and of every update the loss, the share of right answers, the gradient."""

import os
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from lstm_core.clinic import training
from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.order import LENGTH, TASK
from lstm_core.clinic.training import CONFIG, Trained, first, trained, wearing
from lstm_core.files import load_arrays, save_arrays
from lstm_core.live.drawn import even_order
from lstm_core.live.pool import pool
from lstm_core.networks.network import Network

KIND, CURVES = "ward", ("loss", "accuracy", "norm")
WARD, COURSE = "ward.safetensors", "course.bin"  # the files


class Patient(NamedTuple):
    """What is known of a patient: its fault by name, the network that was delivered, the curves of its training."""

    fault: str
    network: Network
    curves: dict[str, np.ndarray]


def patient(fault: str, updates: int = CONFIG.steps) -> Patient:
    """Trained from its seed."""
    return _written(fault, trained(FAULTS[fault], updates))


def _written(fault: str, found: Trained) -> Patient:
    curves = {name: np.array([getattr(update, name) for update in found.updates]) for name in CURVES}
    return Patient(fault, found.network, curves)


def save(path: str | os.PathLike, patients: list[Patient]) -> None:
    """One file, in the order of the list."""
    arrays: dict[str, np.ndarray] = {}
    for number, one in enumerate(patients):
        arrays |= {f"{number}/{name}": array for name, array in one.network.parameters.items()}
        arrays |= {f"{number}/{name}": array for name, array in one.curves.items()}
    save_arrays(path, KIND, arrays, {"faults": [one.fault for one in patients], "config": CONFIG.to_json()})


def course_sequences() -> bytes:
    """What every patient trains on with after a cure, as the page gets it."""
    return pool(first(), TASK, training.COURSE, held_out=(LENGTH,), drawn=even_order)


def load(path: str | os.PathLike) -> dict[str, Patient]:
    """{fault: patient}; their networks are LSTMs like any other, whatever was fixed while they were trained."""
    arrays, about = load_arrays(path, KIND)
    found = {}
    for number, fault in enumerate(about["faults"]):
        own = {key.removeprefix(f"{number}/"): array for key, array in arrays.items() if key.startswith(f"{number}/")}
        weights = {key.removeprefix("layers.0."): array for key, array in own.items() if key.startswith("layers.0.")}
        network = replace(wearing(first(), weights), readout_W=own["readout.W"], readout_b=own["readout.b"])
        found[fault] = Patient(fault, network, {name: own[name] for name in CURVES})
    return found
