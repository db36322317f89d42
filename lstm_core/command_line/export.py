"""The command that writes a trained network for another framework."""

import argparse
from pathlib import Path

from lstm_core.models.opening import open_model
from lstm_core.networks.exporting import endings, form_of
from lstm_core.said import joined


def options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core export` may be told."""
    this.set_defaults(command=export)
    this.add_argument(
        "run", type=Path, help="a run directory, such as assets/runs/france-lstm-0, or a file of a network"
    )
    this.add_argument("file", type=Path, help=f"what to write; it ends in {joined(endings(), 'or')}")
    this.add_argument("--network", type=int, default=1, help="which network of the file, from 1 (default: %(default)s)")


def export(given: argparse.Namespace) -> int:
    """Write the file, and say what is in it."""
    form = form_of(given.file)
    opened = open_model(given.run)
    if not 1 <= given.network <= len(opened.networks):
        raise ValueError(f"{given.run.name} holds {len(opened.networks)} networks, there is no number {given.network}")
    network = opened.networks[given.network - 1].network
    network.export(given.file)
    layers = joined(
        [f"{layer.cell.title} of {len(layer.weights[next(iter(layer.weights))])} units" for layer in network.layers]
    )
    print(f"{given.file} ({form.title}, {given.file.stat().st_size:,} bytes): {layers}")
    return 0
