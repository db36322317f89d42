"""The command line: train a network, hold a race, trace a sentence, show a cell's equations or source."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from pathlib import Path

from tqdm import tqdm

from lstm_core import race_command
from lstm_core.board.source import numpy_source, torch_source
from lstm_core.command import STOPPED, Parser, ended
from lstm_core.learning.config import CURRICULA, DTYPES, SCHEDULES, Config
from lstm_core.learning.run_reader import load_config, load_run, load_status
from lstm_core.learning.run_writer import record, resume
from lstm_core.learning.train import Progress, accuracy, new_network
from lstm_core.networks.network import Network
from lstm_core.page import OWN, cell_of_file
from lstm_core.races.race import Turn
from lstm_core.registry import CELLS, TASKS
from lstm_core.report import gates_by_word, next_words, percent, shares
from lstm_core.tasks import Task

LOOKS = 15  # how often the accuracy at every gap is measured during a training

CHOICES = {  # the fields of Config, explained
    "seed": "seed of the first weights and of every sentence",
    "variant": "a word for the name of the run, a-z, 0-9 and _",
    "hidden_size": "number of units H",
    "embedding_size": "numbers in a word's vector, 0 = one-hot words",
    "layers": "how many cells stand on top of each other",
    "scheme": "how the first weights are drawn: a name of initialisation.py",
    "dtype": f"precision of the training: {' or '.join(DTYPES)}",
    "steps": "how many batches to learn from",
    "batch_size": "sentences in a batch",
    "rate": "Adam's learning rate at the start",
    "clip": "the longest gradient; a longer one is shortened to it",
    "curriculum": f"{', '.join(CURRICULA)}: lengthen the gap step by step, when 90 %% is right, or not at all",
    "checkpoints": "how many moments of the training are kept",
    "level": "the one level to learn at, such as a lag; 0 = those of the curriculum",
    "carry_bias": "how open the carry starts: a number, or chrono; without it, the cell's own start",
    "schedule": f"{' or '.join(SCHEDULES)}: whether the rate falls to 0 along a cosine",
    "dropout": "share of numbers between layers that a step leaves out",
    "bidirectional": "read every sequence from both ends",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 2 after an error (one sentence on stderr), 130 after Ctrl-C."""
    return ended(parser(), arguments)


def parser() -> Parser:
    """Every command and option, with its default in its help."""
    top = Parser(prog="python -m lstm_core", description="Recurrent networks that show their work.")
    commands = top.add_subparsers(required=True, metavar="train | race | trace | show", parser_class=Parser)

    this = commands.add_parser("train", help="train a network on a task and keep it in a run directory")
    this.set_defaults(command=train)
    this.add_argument("task", choices=list(TASKS), help=f"what to learn: {', '.join(TASKS)}")
    this.add_argument("--cell", choices=list(CELLS), help=f"the cell: {', '.join(CELLS)} (default: lstm)")
    this.add_argument("--equations", help="a file of equations, or they themselves: a cell of your own (default: none)")
    this.add_argument("--out", type=Path, help="the run directory (default: runs/TASK-CELL[-VARIANT]-SEED)")
    this.add_argument("--resume", action="store_true", help="go on with the stopped run in --out (default: begin one)")
    for field in fields(Config):
        if field.name in CHOICES:
            default = "none" if field.default in ("", MISSING) else field.default
            option = f"--{field.name.replace('_', '-')}"
            kind = {"action": "store_true", "default": None} if field.type is bool else {"type": field.type}
            this.add_argument(option, **kind, help=f"{CHOICES[field.name]} (default: {default})")

    race_command.options(race, commands.add_parser("race", help="let cells learn a task with a lag, side by side"))

    this = commands.add_parser("trace", help="run a trained network over a sentence and print what its gates do")
    this.set_defaults(command=trace)
    this.add_argument("run", type=Path, help="a run directory, such as assets/runs/france-lstm-0")
    this.add_argument("sentence", help="what the network reads, in quotes")
    this.add_argument("--step", type=int, help="the checkpoint to read (default: the last one)")

    this = commands.add_parser("show", help="print a cell as equations, as LaTeX or as source that runs by itself")
    this.set_defaults(command=show)
    this.add_argument("cell", choices=list(CELLS), help=f"the cell: {', '.join(CELLS)}")
    this.add_argument("--as", dest="form", choices=list(FORMS), default="equations", help="(default: %(default)s)")
    return top


def train(given: argparse.Namespace) -> int:
    """Begin a run or go on with one, under a progress bar."""
    chosen = {name: getattr(given, name) for name in ("cell", "task", *CHOICES) if getattr(given, name) is not None}
    own = cell_of_file(given.equations) if given.equations is not None else None
    if own and (given.resume or given.cell):
        raise ValueError("--equations begins a run with a cell of its own; leave out --cell and --resume")
    config = Config(**{"cell": OWN if own else "lstm"} | chosen)
    out, state = given.out or Path("runs") / config.name, None
    if given.resume:
        load_config(out)  # a sentence where there is no run at all
        if load_status(out)["state"] == "finished":
            raise ValueError(f"the run {out.name} is finished; there is nothing to go on with")
        network, config, state = resume(out)
        for name, value in chosen.items():
            if getattr(config, name) != value:
                raise ValueError(f"the run {out.name} has {name} {getattr(config, name)}; it cannot go on with {value}")
    task = TASKS[config.task]
    if state is None:
        network = new_network(own or CELLS[config.cell], task, config)
    done = watched(record(out, network, task, config, state), network, task, config, state.step if state else 0)
    print(shares(accuracies(network, task)))
    if done < config.steps:
        go_on = f"python -m lstm_core train {config.task} --out {out} --resume"
        print(f"stopped after {done} of {config.steps} steps; {out} can be used as it is, or gone on with:\n  {go_on}")
        return STOPPED
    print(f"kept in {out}")
    return 0


def race(given: argparse.Namespace) -> int:
    """Hold a race under a progress bar, and print how it went."""

    def bar(turns: Iterator[Turn], sequences: int) -> None:
        with tqdm(total=sequences, unit="sequence", unit_scale=True, dynamic_ncols=True, delay=0.2) as shown:
            for turn in turns:
                shown.set_postfix_str(f"{turn.title}: {percent(turn.accuracy)}", refresh=False)
                shown.update(turn.seen - shown.n)

    ended = race_command.race(given, bar)
    print(f"kept in {given.out}" if ended else f"stopped; what was learned until then is kept in {given.out}")
    return 0 if ended else STOPPED


def watched(progress: Iterator[Progress], network: Network, task: Task, config: Config, done: int) -> int:
    """Consume the progress of a training under a bar with loss, accuracies and seconds left; the steps done."""
    seen = ""
    with tqdm(progress, config.name, config.steps, initial=done, unit="step", dynamic_ncols=True, delay=0.2) as bar:
        for now in bar:
            done = now.step
            if done % max(config.steps // LOOKS, 1) == 0:
                seen = ", " + shares(accuracies(network, task))
            bar.set_postfix_str(f"loss {now.loss:.2f}, batch: {percent(now.accuracy)}{seen}", refresh=False)
    return done


def accuracies(network: Network, task: Task) -> dict[str, float]:
    """The share that the network solves of each of the task's tests."""
    return {name: accuracy(network, task, batch()) for name, batch in task.tests.items()}


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


FORMS = {
    "equations": lambda cell: cell.text,
    "latex": lambda cell: "\n".join(equation.latex for equation in cell.equations),
    "numpy": numpy_source,
    "torch": torch_source,
}

if __name__ == "__main__":
    sys.exit(main())
