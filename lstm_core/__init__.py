"""Recurrent networks that show their work: every gate, cell state and gradient of every step."""

from typing import TYPE_CHECKING

from lstm_core.on_first_use import on_first_use

if TYPE_CHECKING:  # for editors and type checkers; the table below says the same at run time
    from lstm_core.browser.looking import look
    from lstm_core.cell import Cell
    from lstm_core.equations.mistakes import EquationError
    from lstm_core.experiments.clamps import ablation, hold
    from lstm_core.experiments.interchange import interchange
    from lstm_core.experiments.probe import linear_probe
    from lstm_core.film import Film
    from lstm_core.learning.config import Config
    from lstm_core.learning.first_network import new_network
    from lstm_core.learning.resumable import record
    from lstm_core.learning.run_reader import load_run
    from lstm_core.learning.side_by_side import fit_side_by_side
    from lstm_core.learning.train import fit
    from lstm_core.models.opening import open_model
    from lstm_core.networks.network import Network
    from lstm_core.networks.network_trace import NetworkTrace
    from lstm_core.networks.trace_file import load_trace, save_trace
    from lstm_core.plain.interventions import Edit
    from lstm_core.registry import CELLS, TASKS
    from lstm_core.running.backward import Gradients, backward
    from lstm_core.running.gradient_check import gradient_check
    from lstm_core.running.trace import Trace, run
    from lstm_core.sentence_film import film_data
    from lstm_core.signals.jacobians import Jacobians
    from lstm_core.signals.lengths import log_signals
    from lstm_core.tasks import Batch, Task
else:  # hidden from them: any name, however misspelt, would be an object to them
    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "browser.looking": ("look",),
            "cell": ("Cell",),
            "equations.mistakes": ("EquationError",),
            "experiments.clamps": (
                "ablation",
                "hold",
            ),
            "experiments.interchange": ("interchange",),
            "experiments.probe": ("linear_probe",),
            "film": ("Film",),
            "learning.config": ("Config",),
            "learning.first_network": ("new_network",),
            "learning.run_reader": ("load_run",),
            "learning.resumable": ("record",),
            "learning.side_by_side": ("fit_side_by_side",),
            "learning.train": ("fit",),
            "models.opening": ("open_model",),
            "networks.network": ("Network",),
            "networks.network_trace": ("NetworkTrace",),
            "networks.trace_file": (
                "load_trace",
                "save_trace",
            ),
            "plain.interventions": ("Edit",),
            "registry": (
                "CELLS",
                "TASKS",
            ),
            "running.backward": (
                "Gradients",
                "backward",
            ),
            "running.gradient_check": ("gradient_check",),
            "running.trace": (
                "Trace",
                "run",
            ),
            "sentence_film": ("film_data",),
            "signals.jacobians": ("Jacobians",),
            "signals.lengths": ("log_signals",),
            "tasks": (
                "Batch",
                "Task",
            ),
        },
    )

__all__ = [
    "CELLS",
    "TASKS",
    "Batch",
    "Cell",
    "Config",
    "Edit",
    "EquationError",
    "Film",
    "Gradients",
    "Jacobians",
    "Network",
    "NetworkTrace",
    "Task",
    "Trace",
    "ablation",
    "backward",
    "film_data",
    "fit",
    "fit_side_by_side",
    "gradient_check",
    "hold",
    "interchange",
    "linear_probe",
    "load_run",
    "load_trace",
    "log_signals",
    "look",
    "new_network",
    "open_model",
    "record",
    "run",
    "save_trace",
]
