"""Goes on with a training that was stopped, on a copy of its run directory: the one that was stopped stays.

    python -m ui.jobs.go_on ID lstm_torch train characters --out runs/0123…/run

ID names the stopped run, as `run_folders` does.
"""

import runpy
import shutil
import sys
from pathlib import Path

from ui.jobs import run_folders
from ui.places import HOME

ROOT = HOME / "runs"


def main(arguments: list[str], root: Path = ROOT) -> None:
    """Copy the run of an id to what follows --out, then run the module with --resume."""
    name, module, *rest = arguments
    source, out = run_folders.folder(root, name) / "run", Path(rest[rest.index("--out") + 1])
    if not source.is_dir():
        sys.exit("the run to go on with is no longer here; start anew")
    shutil.copytree(source, out)
    sys.argv = [module, *rest, *_brought(source, out.parent), "--resume"]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _brought(source: Path, new: Path) -> list[str]:
    """What its owner had brought, copied along, and the option that names it."""
    for file in source.parent.glob("own.*"):
        shutil.copy(file, new / file.name)
        return ["--text" if file.suffix == ".txt" else "--data", str(new / file.name)]
    return []


if __name__ == "__main__":
    main(sys.argv[1:])
