"""Recurrent networks that show their work: every gate, cell state and gradient of every step."""

from lstm_core.cell import Cell
from lstm_core.equations.mistakes import EquationError
from lstm_core.film import Film, film_data
from lstm_core.learning.config import Config
from lstm_core.learning.run_reader import load_run
from lstm_core.learning.side_by_side import fit_side_by_side
from lstm_core.learning.train import fit
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.trace_file import load_trace
from lstm_core.plain.interventions import Edit
from lstm_core.registry import CELLS, TASKS
from lstm_core.running.backward import Gradients, backward
from lstm_core.running.trace import Trace, run

__all__ = [
    "CELLS",
    "TASKS",
    "Cell",
    "Config",
    "Edit",
    "EquationError",
    "Film",
    "Gradients",
    "Network",
    "NetworkTrace",
    "Trace",
    "backward",
    "film_data",
    "fit",
    "fit_side_by_side",
    "load_run",
    "load_trace",
    "run",
]
