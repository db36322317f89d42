"""Which of the larger demos, and which of its runs."""

from ui import controls, lesson
from ui.lessons.big_demos import runs
from ui.lessons.big_demos.run_files import Told

FEW = 3  # so many stand side by side


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
