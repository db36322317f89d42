"""Which of the larger demos, which of its runs, and what a training learns from."""

from ui import controls, lesson
from ui.jobs.bring import bring
from ui.jobs.run_folders import Brought
from ui.lessons.big_demos import cards, runs
from ui.lessons.big_demos.run_files import Told

FEW = 3  # so many stand side by side
MADE, OWN = "what the demo has", {"text": "a text of yours", "table": "a table of yours", "images": "images of yours"}
COMMAND = "python -m lstm_torch train"
NEEDS_FILES = {"rows": "--data pictures.npz"}  # what has nothing of its own to learn from


def choose() -> tuple[str | None, Told | None]:
    """A demo and a run of it; None for what cannot be chosen, which is said in place."""
    demo = run = None
    which, whose = lesson.beside(2)
    with lesson.refused():
        with which:
            demo = controls.choice("What it reads", runs.shown(), "big_demo", runs.FIRST, runs.short)
        with whose:
            run = _run(demo)
    return demo, run


def _run(demo: str) -> Told | None:
    """Which of the demo's runs, where there are several; None where it has none yet."""
    options = runs.options(demo)
    if not options:
        return None
    names = list(options)
    if len(names) == 1:
        return runs.read(options[names[0]])
    ask = controls.choice if len(names) <= FEW else controls.pick
    return runs.read(options[ask("Trained network", names, f"big_run_{demo}", names[0])])


def brought(demo: str) -> tuple[bool, Brought | None]:
    """Whether it is to learn from something of the reader's, and that, where it was brought and can be used."""
    kind = cards.cards()[demo].brings
    if not kind:
        return False, None
    if demo in NEEDS_FILES:
        lesson.say(f"This demo has no {kind} of its own. Larger ones: `{COMMAND} {demo} {NEEDS_FILES[demo]}`.")
    elif controls.choice("Learn from", (MADE, OWN[kind]), f"big_from_{demo}", MADE) == MADE:
        return False, None
    return True, bring(kind, f"big_own_{demo}")
