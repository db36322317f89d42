"""Training a larger demo from the page: what the server has for it, how long it may take, what is run."""

import importlib.metadata
import importlib.util
import shutil
import subprocess

import streamlit as st

from lstm_core.learning.run_writer import RESUME
from ui import controls, lesson
from ui.jobs import panel
from ui.lessons.big_demos import cards, choice, learning, runs, words
from ui.lessons.big_demos.run_files import Told, told
from ui.shipped import networks

SECONDS, MEGABYTES = 600, 40
ANEW, ON = "anew", "where it stopped"
UNITS = (16, 32, 64, 96, 128, 160, 256, 512)
CELLS = ("lstm", "gru", "rnn", "multiplicative", "peephole", "coupled")


def train(demo: str | None) -> None:
    """The panel: begin, or go on with what was stopped; nothing where no demo can be chosen."""
    if demo is None:
        return
    lesson.say(lesson.plain(hardware()))
    stopped = _stopped(demo)
    begin = controls.choice("Begin", (ANEW, ON), "big_begin", ON) if stopped else ANEW
    source = choice.source(demo) if begin == ANEW else choice.Source()
    chosen = _settings(demo, source.own) if begin == ANEW else {}
    anew = [*arguments(demo, chosen), *source.named] if begin == ANEW else []
    command = anew or ["ui.jobs.go_on", stopped, "lstm_torch", "train", demo]
    says = estimate(demo, chosen, source.own) if anew else f"It goes on with {runs.title(demo)}, on a copy."
    panel.panel(
        "big",
        command if torch_version() and source.there else None,
        lesson.plain(says),
        learning.draw_live,
        seconds=SECONDS,
        megabytes=MEGABYTES,
        start="Go on with it" if begin == ON else "Train it here",
        brought=source.brought,
    )


def _settings(demo: str, own: bool) -> dict:
    card = cards.cards()[demo]
    defaults = card.defaults | ((card.own or {}) if own else {})
    with lesson.expander("More: how long, cell, units, seed"):
        steps = controls.number("Steps", 20, 5000, f"big_steps_{demo}", min(300, defaults["steps"]))
        usual = defaults.get("cell", "lstm")
        cell = controls.pick("Cell", CELLS, f"big_cell_{demo}", usual, networks.title)
        sizes = sorted({*UNITS, defaults.get("hidden_size", 128)})
        units = controls.pick("Units H", sizes, f"big_units_{demo}", defaults.get("hidden_size", 128))
        seed = controls.number("Seed", 0, 99, "big_seed", 0)
    return {"steps": steps, "cell": cell, "hidden_size": units, "seed": seed}


def arguments(demo: str, chosen: dict) -> list[str]:
    """The command line of a training, with looks and saves often enough to be watched and stopped."""
    steps = chosen["steps"]
    often = {"look_every": max(10, steps // 10), "report_every": max(5, steps // 60), "save_every": max(10, steps // 4)}
    options = [(f"--{name.replace('_', '-')}", str(value)) for name, value in (chosen | often).items()]
    return ["lstm_torch", "train", demo, *(word for option in options for word in option)]


def _stopped(demo: str) -> str:
    """The id of the training of the link, where it can go on; "" where not."""
    now = runs.job()
    if now is None or now.kind not in ("stopped", "failed") or not (now.path / RESUME).is_file():
        return ""
    try:
        return now.path.parent.name if told(now.path).demo == demo else ""
    except (OSError, ValueError):
        return ""


def estimate(demo: str, chosen: dict, own: bool = False) -> str:
    """What will run and about how long it takes, by the run that ships."""
    title = "Your own" if own else runs.title(demo)
    what = f"{title}: {chosen['steps']:,} steps, {chosen['hidden_size']} units, seed {chosen['seed']}."
    with_gpu = bool(gpu()) and not torch_version().endswith("+cpu")
    known = (with_gpu and runs.on_a_gpu(demo)) or runs.shipped(demo)
    if known is None or not known.metrics or (own and cards.cards()[demo].own):
        return f"{what} How long that takes on this machine is not known yet; stop it when you have seen enough."
    seconds = guessed(known, chosen)
    where = words.device(known)
    if with_gpu and not known.gpu:
        where += "; on a GPU this demo was not measured"
    about = f"About {words.duration(seconds)} at the speed of the run that ships ({where})"
    late = " It will be ended before its last step then, and can go on from there." if seconds > SECONDS else ""
    return f"{what} {about}; a busy server takes longer.{late}"


def guessed(known: Told, chosen: dict) -> float:
    """Seconds: those of a step of the known run, times the ratio of the sizes of the recurrent matrices."""
    last, size = known.metrics[-1], known.settings["hidden_size"]
    return chosen["steps"] * last["seconds"] / last["step"] * max(0.25, (chosen["hidden_size"] / size) ** 2)


def hardware() -> str:
    """Torch and the device, or how to get torch, in a sentence."""
    version = torch_version()
    if not version:
        return (
            "Torch is not installed here, so nothing can be trained from this page: on the server, `python -m pip "
            "install -r requirements.txt` brings it. Everything above needs NumPy alone."
        )
    if not gpu():
        here = f"Torch {version} is installed, and no NVIDIA GPU was found: it trains on the CPU."
        return f"{here} {words.on_a_gpu()}".rstrip()
    if version.endswith("+cpu"):
        return f"There is an {gpu()}, but torch {version} is a build without CUDA: it trains on the CPU."
    return f"Torch {version} is installed, and it trains on the {gpu()}."


def torch_version() -> str:
    """Of the torch that a training would import, "" for none; it is not imported here."""
    if importlib.util.find_spec("torch") is None:
        return ""
    try:
        return importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        return "of an unknown version"


@st.cache_data(ttl=600, max_entries=1, show_spinner=False)
def gpu() -> str:
    """The name of the first NVIDIA GPU, as its driver's own program says it; "" for none."""
    program = shutil.which("nvidia-smi")
    if not program:
        return ""
    ask = [program, "--query-gpu=name", "--format=csv,noheader"]
    try:
        done = subprocess.run(ask, capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return next(iter(done.stdout.splitlines()), "").strip()[:80]
