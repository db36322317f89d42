"""The command that trains a network and keeps it in a run directory."""

import argparse
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from pathlib import Path

from lstm_core.cell_page import OWN, cell_of_file
from lstm_core.command_line.bar import bar
from lstm_core.command_line.endings import STOPPED
from lstm_core.command_line.report import shares
from lstm_core.command_line.unused import refuse_unused
from lstm_core.learning.config import CURRICULA, DTYPES, SCHEDULES, Config
from lstm_core.learning.first_network import new_network
from lstm_core.learning.resumable import record, resume
from lstm_core.learning.run_reader import load_config, load_status
from lstm_core.learning.train import Progress, accuracy
from lstm_core.networks.network import Network
from lstm_core.registry import CELLS, TASKS
from lstm_core.said import percent
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


def options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core train` may be told, with every default in its help."""
    this.set_defaults(command=train)
    this.add_argument("task", choices=list(TASKS), help=f"what to learn: {', '.join(TASKS)}")
    this.add_argument("--cell", choices=list(CELLS), help=f"the cell: {', '.join(CELLS)} (default: lstm)")
    this.add_argument("--equations", help="a file of equations, or they themselves: a cell of your own (default: none)")
    this.add_argument("--out", type=Path, help="the run directory (default: runs/TASK-CELL[-VARIANT]-SEED)")
    this.add_argument(
        "--beside", choices=list(CELLS), help="train this cell too, in OUT/beside, alike in all else (default: none)"
    )
    this.add_argument("--resume", action="store_true", help="go on with the stopped run in --out (default: begin one)")
    for field in fields(Config):
        if field.name in CHOICES:
            default = "none" if field.default in ("", MISSING) else field.default
            option = f"--{field.name.replace('_', '-')}"
            kind = {"action": "store_true", "default": None} if field.type is bool else {"type": field.type}
            this.add_argument(option, **kind, help=f"{CHOICES[field.name]} (default: {default})")


def train(given: argparse.Namespace) -> int:
    """Begin a run or go on with one, under a progress bar."""
    chosen = {name: getattr(given, name) for name in ("cell", "task", *CHOICES) if getattr(given, name) is not None}
    own = cell_of_file(given.equations) if given.equations is not None else None
    if own and (given.resume or given.cell):
        raise ValueError("--equations begins a run with a cell of its own; leave out --cell and --resume")
    if given.beside and given.resume:
        raise ValueError("--beside begins two runs; leave out --resume")
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
        refuse_unused(config.task, task, own or CELLS[config.cell], chosen)
        network = new_network(own or CELLS[config.cell], task, config)
    progress = record(out, network, task, config, state)
    if given.beside:
        progress = beside(progress, out / "beside", given.beside, task, config)
    done = watched(progress, network, task, config, state.step if state else 0)
    print(shares(accuracies(network, task)))
    if done < config.steps:
        go_on = f"python -m lstm_core train {config.task} --out {out} --resume"
        print(f"stopped after {done} of {config.steps} steps; {out} can be used as it is, or gone on with:\n  {go_on}")
        return STOPPED
    print(f"kept in {out}")
    return 0


def beside(progress: Iterator[Progress], out: Path, cell: str, task: Task, config: Config) -> Iterator[Progress]:
    """Train a second cell in turn, from the same seed; where one stops, both do."""
    alike = replace(config, cell=cell)
    others = record(out, new_network(CELLS[cell], task, alike), task, alike)
    for mine in progress:
        yield mine
        if next(others, None) is None:
            break
    else:
        yield from others  # its last step is taken; it still says that it has ended
    for each in (progress, others):
        getattr(each, "close", lambda: None)()


def watched(progress: Iterator[Progress], network: Network, task: Task, config: Config, done: int) -> int:
    """Consume the progress of a training under a bar with loss, accuracies and seconds left; the steps done."""
    seen = ""
    sizes = {"desc": config.name, "total": config.steps, "initial": done}
    with bar(progress, **sizes, unit="step", delay=0.2) as shown:
        for now in shown:
            done = now.step
            if done % max(config.steps // LOOKS, 1) == 0:
                seen = ", " + shares(accuracies(network, task))
            shown.set_postfix_str(f"loss {now.loss:.2f}, batch: {percent(now.accuracy)}{seen}", refresh=False)
    return done


def accuracies(network: Network, task: Task) -> dict[str, float]:
    """The share that the network solves of each of the task's tests."""
    return {name: accuracy(network, task, batch()) for name, batch in task.tests.items()}
