"""The command that opens a trained model of any framework: what it holds, and what its gates do with an input."""

import argparse
import json
from pathlib import Path

import numpy as np

from lstm_core.browser.films import MOST_STEPS
from lstm_core.browser.looking import look_at
from lstm_core.command_line import opened_inputs
from lstm_core.command_line.opened_report import as_json, badge_told, gates_told, layers_told, numbers_said
from lstm_core.long_runs.blocks import long_run
from lstm_core.models.onnx.badge import Badge
from lstm_core.models.onnx.judge import judge
from lstm_core.models.opened import Opened, OpenedNetwork
from lstm_core.models.opening import open_model
from lstm_core.own_data.text import read_text

JUDGED = 2_000  # steps over which a model is held against itself


def options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core open` may be told."""
    this.set_defaults(command=opened)
    this.add_argument(
        "file", type=Path, help="a model: .onnx, .keras, .h5, .pt, .safetensors, .npz, or a run directory"
    )
    this.add_argument("beside", type=Path, nargs="*", help="files that belong to it, such as model.onnx.data")
    choosing(this)
    opened_inputs.options(this)
    this.add_argument("--html", type=Path, help="write the film of this input, as one file for any browser")
    this.add_argument("--json", action="store_true", help="print everything as JSON, every step of it")


def choosing(this: argparse.ArgumentParser) -> None:
    """How a person says what a file does not."""
    this.add_argument(
        "--network", type=int, default=1, help="which of the file's networks, from 1 (default: %(default)s)"
    )
    this.add_argument("--embedding", help="the array that holds the word vectors, where it is not clear")
    this.add_argument("--readout", help="the array that reads the last layer, where it is not clear")
    this.add_argument("--vocabulary", type=Path, help="a text file of the words that it knows, one a line, in order")
    this.add_argument("--activation", choices=["tanh", "relu"], help="how an RNN squashes, where its file does not say")


def opened(given: argparse.Namespace) -> int:
    """Print the layers, then the gates over the input, if there is one; write its film where that is asked for."""
    model = open_chosen(given)
    found = chosen(model, given)
    reads = opened_inputs.given_by(given, found.network)
    if reads is None and given.html:
        raise ValueError("--html films an input: give it --data, --text, --sentence or --seed")
    run = badge = None
    if reads is not None:
        badge = judged(found, reads.inputs, given)
        run = long_run(found.network, found.as_read(reads.inputs), found.state, found.reverse_state)
    if given.html and reads is not None:
        inputs = found.as_read(reads.inputs)
        part = inputs[:MOST_STEPS]
        about = [f"{model.source}.", *([f"The film {badge.text}."] if badge and badge.holds else []), *reads.notes]
        about += [f"These are the first {len(part)} of {len(inputs):,} steps."] if len(part) < len(inputs) else []
        look_at(found.network, part, state=found.state, reverse_state=found.reverse_state, about=about).save(given.html)
    if given.json:
        print(json.dumps(as_json(model, run, badge), ensure_ascii=False, allow_nan=False))
        return 0
    print(*layers_told(model), sep="\n")
    if reads is not None and run is not None and badge is not None:
        print(*(f"note: {note}" for note in reads.notes), *badge_told(found, badge), *gates_told(run), sep="\n")
    if given.html:
        print(f"\n{given.html}: the film, {given.html.stat().st_size:,} bytes")
    return 0


def judged(found: OpenedNetwork, inputs: np.ndarray, given: argparse.Namespace) -> Badge:
    """How exactly the model is reproduced over the first steps; ValueError where it is not."""
    files = {path.name: path.read_bytes() for path in (given.file, *given.beside) if path.is_file()}
    badge = judge(found, inputs[:JUDGED], files)
    if badge.holds is False:
        raise ValueError(f"what we compute {badge.text} ({badge.judge}), so nothing is shown of {given.file.name}")
    return badge


def open_chosen(given: argparse.Namespace) -> Opened:
    """The model, with what a person said of it."""
    words = read_text(given.vocabulary.read_bytes())[0].removesuffix("\n").split("\n") if given.vocabulary else ()
    assume = {"activation": given.activation} if given.activation else None
    return open_model(given.file, *given.beside, vocabulary=words, embedding=given.embedding, readout=given.readout,
                      assume=assume)  # fmt: skip


def chosen(model: Opened, given: argparse.Namespace) -> OpenedNetwork:
    """The network that is meant."""
    if not 1 <= given.network <= len(model.networks):
        raise ValueError(f"there is no network {given.network} in {given.file.name}; there is {numbers_said(model)}")
    return model.networks[given.network - 1]
