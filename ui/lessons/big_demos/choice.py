"""Which of the larger demos, and which of its runs."""

from ui import controls, lesson
from ui.lessons.big_demos import cards, runs
from ui.lessons.big_demos.run_files import Told

FEW = 3  # so many stand side by side


def choose() -> tuple[str | None, Told | None]:
    """A demo and a run of it; None for what cannot be chosen, which is said in place."""
    demo = run = None
    with lesson.refused():
        demo = _demo()
        run = _run(demo)
    return demo, run


def _demo() -> str:
    """Which demo, and its claim."""
    demos = runs.shown()
    demo = controls.pick("Demo", demos, "big_demo", demos[0], runs.title)
    lesson.say(f"What to check here: **{lesson.plain(cards.cards()[demo].claim)}.**")
    return demo


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
