"""Runs of the larger demos: those that ship, those of the command line, one trained here."""

from pathlib import Path

import streamlit as st

from lstm_core.learning.run_reader import load_run, step_file, steps_of
from lstm_core.networks.network import Network
from ui.jobs import queue, run_folders
from ui.jobs.followed import named
from ui.lessons.big_demos import cards
from ui.lessons.big_demos.run_files import Told, told
from ui.places import ASSETS, HOME

FIRST = "reviews"  # the demo with which the page opens
HERE = "the one trained here"
HEAVIEST = 200 * 2**20  # bytes of weights that are opened on a page


@st.cache_data(ttl=30, max_entries=1, show_spinner=False)
def found() -> dict[str, list[Path]]:
    """{demo: run directories}: those that ship, then those that the command line keeps in runs/."""
    places = [*sorted(ASSETS.glob("*/*/results.json")), *sorted((HOME / "runs").glob("*/config.json"))]
    runs: dict[str, list[Path]] = {name: [] for name in cards.cards()}
    for path in (place.parent for place in places if not run_folders.NAME.fullmatch(place.parent.name)):
        try:
            runs[told(path).demo].append(path)
        except (OSError, ValueError, KeyError):
            continue  # of another version, or of a demo that is no longer there: nothing to show
    return runs


def shown() -> list[str]:
    """The demos: the first, then those with a run to look at."""
    return sorted(cards.cards(), key=lambda name: (name != FIRST, not found()[name]))


def short(name: str) -> str:
    """What a demo is called in a link and on its button: its file's name, which does not change with its title."""
    return name.capitalize()


def title(name: str) -> str:
    """What a demo is called on screen."""
    return cards.cards()[name].title


def shipped(demo: str) -> Told | None:
    """The first run of a demo, None where there is none."""
    return read(found()[demo][0]) if found()[demo] else None


def on_a_gpu(demo: str = "") -> Told | None:
    """The first run of a demo, or of any, that was trained on a GPU."""
    paths = found()[demo] if demo else [path for every in found().values() for path in every]
    return next((run for run in map(read, paths) if run.gpu), None)


def read(path: Path) -> Told:
    """The same as `told`, read again only when the run has gone on."""
    status = path / "status.json"
    return _read(path, status.stat().st_mtime_ns if status.is_file() else 0)


@st.cache_resource(max_entries=32, show_spinner=False)
def _read(path: Path, moment: int) -> Told:
    return told(path)


def job() -> queue.JobState | None:
    """The training that this page started or that its link names, None where there is none."""
    name = named("big")
    try:
        return queue.shared().state(name) if name else None
    except ValueError:
        return None  # the panel says why


def trained_here(demo: str) -> Path | None:
    """The run directory of that training, if it is of this demo, has ended and kept weights."""
    now = job()
    if now is None or now.under_way or not now.path.is_dir() or not steps_of(now.path):
        return None
    try:
        return now.path if told(now.path).demo == demo else None
    except (OSError, ValueError):
        return None


def options(demo: str) -> dict[str, Path]:
    """{how it is called on screen: run directory} of what can be opened."""
    named: dict[str, Path] = {}
    for path in found()[demo]:
        run = read(path)
        text = str(run.results.get("text", "")).partition(",")[0]
        said = f"{text}: {run.settings['hidden_size']} units" if text else path.name
        named[path.name if said in named else said] = path
    here = trained_here(demo)
    return named | ({HERE: here} if here else {})


def network(run: Told) -> Network:
    """The trained network, its weights in float64; nobody may write to its arrays. ValueError where it is too large."""
    steps = steps_of(run.path)[-1:]
    size = sum((run.path / step_file(step)).stat().st_size for step in steps)
    if size > HEAVIEST:
        raise ValueError(
            f"the weights of {run.path.name} have {size / 2**20:,.0f} MB, a page opens {HEAVIEST / 2**20:.0f}; "
            "load_run in Python opens all"
        )
    return _network(run.path, steps)


@st.cache_resource(max_entries=8, show_spinner=False)
def _network(path: Path, steps: tuple[int, ...]) -> Network:
    return load_run(path, *steps).network
