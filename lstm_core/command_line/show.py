"""The commands that show what a trained network does with a sentence, and what a cell is."""

import argparse
from pathlib import Path

from lstm_core.board.source import numpy_source, torch_source
from lstm_core.command_line.report import gates_by_word, next_words
from lstm_core.learning.run_reader import load_run
from lstm_core.registry import CELLS
from lstm_core.said import percent

FORMS = {
    "equations": lambda cell: cell.text,
    "latex": lambda cell: "\n".join(equation.latex for equation in cell.equations),
    "numpy": numpy_source,
    "torch": torch_source,
}


def trace_options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core trace` may be told."""
    this.set_defaults(command=trace)
    this.add_argument("run", type=Path, help="a run directory, such as assets/runs/france-lstm-0")
    this.add_argument("sentence", help="what the network reads, in quotes")
    this.add_argument("--step", type=int, help="the checkpoint to read (default: the last one)")


def show_options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core show` may be told."""
    this.set_defaults(command=show)
    this.add_argument("cell", choices=list(CELLS), help=f"the cell: {', '.join(CELLS)}")
    this.add_argument("--as", dest="form", choices=list(FORMS), default="equations", help="(default: %(default)s)")


def trace(given: argparse.Namespace) -> int:
    """Print the gates of every word, then the five likeliest words after the last one."""
    network = load_run(given.run, given.step).network
    seen = network.run(network.encode(given.sentence))
    print(gates_by_word(seen), "\nthe next word is", sep="\n")
    for word, probability in next_words(seen):
        print(f"  {word}  {percent(probability)}")
    return 0


def show(given: argparse.Namespace) -> int:
    """Print a cell in one of the FORMS."""
    print(FORMS[given.form](CELLS[given.cell]))
    return 0
