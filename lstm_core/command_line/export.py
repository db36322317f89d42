"""The command that writes a trained network for another framework."""

import argparse
from pathlib import Path

from lstm_core.command_line.opened_model import choosing, chosen, open_chosen
from lstm_core.networks.exporting import endings, form_of
from lstm_core.said import joined


def options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core export` may be told."""
    this.set_defaults(command=export, beside=[])
    this.add_argument("file", type=Path, help="a run directory, such as assets/runs/france-lstm-0, or a model's file")
    this.add_argument("to", type=Path, help=f"what to write; it ends in {joined(endings(), 'or')}")
    choosing(this)


def export(given: argparse.Namespace) -> int:
    """Write the file, and say what is in it."""
    form = form_of(given.to)
    network = chosen(open_chosen(given), given).network
    network.export(given.to)
    sizes = [f"{cell.title} of {cell.sizes(weights)[1]} units" for cell, weights in network.layers]
    print(f"{given.to} ({form.title}, {given.to.stat().st_size:,} bytes): {joined(sizes)}")
    return 0
