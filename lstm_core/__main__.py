"""The command line: train a network, hold a race, trace a sentence, show a cell, open or export a model."""

import sys
from collections.abc import Sequence

from lstm_core.command_line import clinic, export, opened_model, race, show, train
from lstm_core.command_line.endings import Parser, ended

COMMANDS = {
    "train": ("train a network on a task and keep it in a run directory", train.options),
    "race": ("let cells learn a task with a lag, side by side", race.options),
    "clinic": ("train seven small networks, six of them with one fault each", clinic.options),
    "trace": ("run a trained network over a sentence and print what its gates do", show.trace_options),
    "show": ("print a cell as equations, as LaTeX or as source that runs by itself", show.show_options),
    "open": ("open a trained model of any framework: its layers, and its gates over an input", opened_model.options),
    "export": ("write a trained network for ONNX, PyTorch or Keras", export.options),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 2 after an error (one sentence on stderr), 130 after Ctrl-C."""
    return ended(parser(), arguments)


def parser() -> Parser:
    """Every command and option, with its default in its help."""
    top = Parser(prog="python -m lstm_core", description="Recurrent networks that show their work.")
    commands = top.add_subparsers(required=True, metavar=" | ".join(COMMANDS), parser_class=Parser)
    for name, (says, options) in COMMANDS.items():
        options(commands.add_parser(name, help=says))
    return top


if __name__ == "__main__":
    sys.exit(main())
