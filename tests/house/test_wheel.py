"""The wheel holds the two packages and no app, and README's lines of Python run where it alone is installed."""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

pytest.importorskip("build", reason="build is not installed (the light requirements)")
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PACKED = ("lstm_core", "lstm_torch")
FILM = "lstm_core/browser/"  # where the wheel has the browser's files of the film
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
TINY = "train france --cell lstm --hidden-size 4 --embedding-size 4 --steps 2 --batch-size 2 --out runs/tiny"
IN_A_PROGRAM = """
import numpy as np
from lstm_core import CELLS, TASKS, Config, Network, fit
task, config = TASKS["france"], Config("lstm", "france", seed=0, hidden_size=4, embedding_size=4, steps=2)
network = Network.new(CELLS["lstm"], task.vocabulary, 4, 4, np.random.default_rng(0))
assert [progress.step for progress in fit(network, task, config)] == [1, 2]
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built as README says, from a copy of the checkout: building leaves folders behind."""
    copy = tmp_path_factory.mktemp("checkout") / "copy"
    unneeded = shutil.ignore_patterns(
        ".*", "assets", "runs", "screenshots", "__pycache__", "venv*", "build", "dist", "*.egg-info"
    )
    shutil.copytree(ROOT, copy, ignore=unneeded)
    said(sys.executable, "-m", "build", "--no-isolation", str(copy), cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The Python of a fresh environment with the wheel and what it asks for, and nothing else that is ours."""
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, with_pip=False)
    (python,) = (path for name in ("bin/python", "Scripts/python.exe") if (path := folder / name).exists())
    packages = Path(said(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    for name in needed(Requirement(line) for line in about(wheel).get_all("Requires-Dist")):
        bring(name, packages)
    # pip checks that what the wheel asks for is there, in the versions it asks for
    said(sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-compile", str(wheel))
    return python


def said(*command: str, cwd: Path | None = None) -> str:
    """What a command prints; a failure shows everything that it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def about(wheel: Path) -> HeaderParser:
    """The wheel's METADATA."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def needed(requirements) -> set[str]:
    """The names of all distributions that these requirements bring, without extras."""
    names = {one.name for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})}
    return names.union(*(needed(map(Requirement, importlib.metadata.requires(name) or ())) for name in names))


def bring(name: str, packages: Path) -> None:
    """Copy an installed distribution into another environment: quicker than a registry, and without a network."""
    for file in importlib.metadata.files(name):
        if ".." not in file.parts and "__pycache__" not in file.parts:
            (packages / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file.locate(), packages / file)


def test_the_wheel_holds_every_file_of_the_two_packages_and_of_the_film_and_nothing_else(wheel):
    def files(folder: str) -> set[str]:
        found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(ROOT).as_posix() for path in found}

    ours = set().union(*map(files, PACKED))
    ours |= {FILM + name for part in ("film", "live", "offline", "shared") for name in files(f"static/{part}")}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == ours


def test_the_wheel_says_what_it_is_and_what_it_needs(wheel):
    found = about(wheel)
    assert (found["Name"], found["Version"]) == ("lstm-film", PROJECT["project"]["version"])
    asked = [Requirement(line) for line in found.get_all("Requires-Dist")]
    assert {one.name for one in asked if one.marker is None} == {"numpy", "safetensors", "tqdm"}
    extras = PROJECT["project"]["optional-dependencies"]
    assert {Requirement(str(one).split(";")[0]) for one in asked if one.marker is not None} == {
        Requirement(one) for extra in extras.values() for one in extra
    }
    assert sorted(found.get_all("Provides-Extra")) == sorted(extras) == ["models", "torch"]


@pytest.mark.parametrize("file", ["requirements-light.txt", "requirements.txt", "requirements-dev.txt"])
def test_bounds_that_stand_in_two_files_are_the_same(file):
    lines = (line.split("#")[0].strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines())
    listed = {one.name: one.specifier for one in map(Requirement, (line for line in lines if line and line[0] != "-"))}
    project = PROJECT["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    asked = [*project["dependencies"], *extras, *PROJECT["build-system"]["requires"]]
    both = {one.name: one.specifier for one in map(Requirement, asked) if one.name in listed}
    assert both
    assert both == {name: listed[name] for name in both}


def test_what_is_imported_is_what_was_installed(installed, tmp_path):
    code = "import json, lstm_core, importlib.util as found; print(json.dumps([lstm_core.__file__, "
    code += "found.find_spec('lstm_torch').origin]))"  # without torch it is found, not imported
    for file in json.loads(said(str(installed), "-I", "-c", code, cwd=tmp_path)):
        assert Path(file).resolve().is_relative_to(installed.parents[1].resolve())
    for name in ("ui", "pages", "figures", "tools", "tests", "benchmarks", "static", "streamlit", "plotly", "torch"):
        code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is not None)"
        said(str(installed), "-I", "-c", code, cwd=tmp_path)


def test_a_program_trains_a_network_of_its_own(installed, tmp_path):
    said(str(installed), "-I", "-c", IN_A_PROGRAM, cwd=tmp_path)


def test_the_lines_of_readme_run_on_a_network_that_the_installed_command_trained(installed, tmp_path):
    said(str(installed), "-I", "-m", "lstm_core", *TINY.split(), cwd=tmp_path)
    (lines,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    shipped = "assets/runs/france-lstm-0"
    assert shipped in lines
    printed = said(str(installed), "-I", "-X", "utf8", "-c", lines.replace(shipped, "runs/tiny"), cwd=tmp_path)
    assert len(printed.splitlines()) == lines.count("\nprint(")


def test_a_film_is_written_where_only_the_wheel_is_installed(installed, tmp_path):
    code = "from lstm_core import load_run, look; network = load_run('runs/tiny').network; "
    code += "look(network, 'i grew up in france').save('film.html')"
    said(str(installed), "-I", "-m", "lstm_core", *TINY.split(), cwd=tmp_path)
    said(str(installed), "-I", "-c", code, cwd=tmp_path)
    assert (tmp_path / "film.html").stat().st_size > 50_000


def test_the_torch_side_finds_its_demos_where_it_is_installed(installed, tmp_path):
    pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    code = "import sys; sys.path.insert(0, sys.argv[1]); from lstm_torch import DEMOS; print(*DEMOS)"
    packages = said(str(installed), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    found = said(sys.executable, "-I", "-c", code, packages, cwd=tmp_path)
    assert found.split() == sorted(path.stem for path in (ROOT / "lstm_torch" / "demos").glob("[!_]*.py"))
