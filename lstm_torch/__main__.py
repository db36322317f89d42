"""The command line: train a demo, or go on with a run that was stopped."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import MISSING, fields
from pathlib import Path

import torch

from lstm_core.command_line.bar import bar
from lstm_core.command_line.endings import STOPPED, Parser, ended
from lstm_core.files import write_whole
from lstm_torch import sweep
from lstm_torch.demos import DEMOS
from lstm_torch.training.device import chosen_device, chosen_precision, described, memory_in_words, said
from lstm_torch.training.meanings import HELP
from lstm_torch.training.parallel import group, leave
from lstm_torch.training.settings import Settings, known
from lstm_torch.training.settings_files import read_config, stopped_settings
from lstm_torch.training.train import LOWER, Training


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 2 after an error (one sentence on stderr), 130 after Ctrl-C."""
    return ended(parser(), arguments)


def parser() -> Parser:
    """Every command and option; a demo has defaults of its own."""
    top = Parser(prog="python -m lstm_torch", description="Recurrent networks at a larger size, on a GPU or a CPU.")
    commands = top.add_subparsers(required=True, metavar="train | sweep | list", parser_class=Parser)
    this = commands.add_parser("train", help="train a demo and keep it in a run directory")
    this.set_defaults(command=train)
    this.add_argument("demo", choices=list(DEMOS), help=f"what to learn: {', '.join(DEMOS)}")
    this.add_argument(
        "--config", type=Path, help="a JSON file with settings; options on the command line come after it"
    )
    this.add_argument("--out", type=Path, help="the run directory (default: runs/DEMO-CELL[-VARIANT]-SEED)")
    this.add_argument("--resume", action="store_true", help="go on with the stopped run in --out")
    for field in fields(Settings):
        if field.name in HELP:
            default = "none" if field.default in ("", MISSING) else field.default
            option = f"--{field.name.replace('_', '-')}"
            this.add_argument(
                option, type=field.type, help=f"{HELP[field.name]} (default: {default})".replace("%", "%%")
            )
    this = commands.add_parser("sweep", help="train every combination of some settings, and compare")
    this.set_defaults(command=sweep_all)
    this.add_argument("demo", choices=list(DEMOS), help=f"what to learn: {', '.join(DEMOS)}")
    this.add_argument("axes", nargs="+", metavar="SETTING=VALUE,VALUE", help="for example cell=lstm,gru seed=0,1,2")
    this.add_argument("--out", type=Path, required=True, help="a file for the outcomes, one JSON object a line")
    this.add_argument("--processes", type=int, help="how many at a time (default: the cores but one)")
    this.add_argument("--dask", default="", metavar="ADDRESS", help="the scheduler of a Dask cluster, in their place")
    this = commands.add_parser("list", help="print what can be trained")
    this.set_defaults(command=list_demos)
    return top


def list_demos(given: argparse.Namespace) -> int:
    """One demo a line, and where it would run."""
    for name, demo in DEMOS.items():
        print(f"{name:12} {demo.title}: {demo.claim}")
    device = chosen_device("auto")
    print(f"device auto: {said(device)}")
    print(", ".join(f"{key} {value}" for key, value in described(device, chosen_precision("auto", device)).items()))
    return 0


def sweep_all(given: argparse.Namespace) -> int:
    """Train every combination and print a table, the best first."""
    if given.out.exists():
        raise FileExistsError(f"{given.out.name} exists already; choose another file")
    axes, found = sweep.axes_of(given.axes), []
    choices = sweep.grid(given.demo, {}, axes)
    if not given.dask:  # whose workers may lie elsewhere
        sweep.refuse_what_cannot_be_read(choices)
    with sweep.executor_at(given.dask, given.processes) as executor:
        for one in bar(sweep.sweep(executor, choices), total=len(choices), unit="training"):
            found.append(one)
            write_whole(given.out, sweep.lines(found).encode())
    print(sweep.table(found, list(axes)))
    return 0


def train(given: argparse.Namespace) -> int:
    """Begin a run or go on with one, under a progress bar."""
    settings, out = chosen(given)
    with group(settings.device) as share:
        device = chosen_device(settings.device)
        with memory_in_words(LOWER):
            material = DEMOS[settings.demo].open(settings, device, share)
        training = Training(out, settings, material, given.resume)
        if share.rank == 0:
            print(f"trains on {said(device)}")
            print(*told(material.data), sep="\n", end="\n" * bool(material.data), flush=True)
        watched(training, quiet=share.rank > 0)
    if share.rank > 0:
        return 0
    if training.step < settings.steps and not training.ended_early:
        go_on = f"python -m lstm_torch train {settings.demo} --out {out} --resume"
        print(f"stopped after {training.step} of {settings.steps} steps; go on with:\n  {go_on}")
        return STOPPED
    print(f"kept in {out}")
    return 0


def told(data: dict) -> list[str]:
    """What is learned from and how it was read, where it was not made here."""
    return [f"learns from {data['from']}", *(f"  {note}" for note in data["notes"])] if data else []


def chosen(given: argparse.Namespace) -> tuple[Settings, Path]:
    """The settings and the run directory: of a stopped run, or from the demo, then the file, then the command line."""
    said = {name: getattr(given, name) for name in HELP if getattr(given, name) is not None}
    if given.resume:
        if given.out is None:
            raise ValueError("--resume needs the run directory to go on with, in --out")
        settings = stopped_settings(given.out)
        moved = {name: said.pop(name) for name in ("text", "data") if name in said}  # what is in it is compared later
        for name, value in (said | {"demo": given.demo}).items():
            if getattr(settings, name) != value:
                raise ValueError(
                    f"the run {given.out.name} has {name} {getattr(settings, name)}; it cannot go on with {value}"
                )
        return settings.with_(**moved), given.out
    read = read_config(given.config) if given.config else {}
    choices = known({**read, "demo": given.demo, **said}, "the settings")
    settings = DEMOS[given.demo].settings(
        given.demo, **{name: value for name, value in choices.items() if name != "demo"}
    )
    return settings, given.out or Path("runs") / settings.core().name


def watched(training: Training, quiet: bool) -> None:
    """Consume the progress of a training under a bar with loss, symbols a second and the time left."""
    settings = training.settings
    sizes = {"total": settings.steps, "initial": training.step, "desc": training.path.name}
    with bar(**sizes, unit="step", disable=quiet) as shown:
        for now in training.run():
            shown.update(now.step - shown.n)
            loss = "not finite" if now.loss is None else f"{now.loss:.3f}"
            shown.set_postfix_str(f"loss {loss}, {training.speed:,.0f} symbols/s", refresh=False)


if __name__ == "__main__":
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:2")  # a GPU then repeats itself, see checkpoint.py
    if "OMP_NUM_THREADS" not in os.environ and not torch.cuda.is_available():
        torch.set_num_threads(max(1, (os.cpu_count() or 2) // 2))
    leave(main())
