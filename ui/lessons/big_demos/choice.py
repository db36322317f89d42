"""Which of the larger demos, and which of its runs."""

from ui import controls, lesson
from ui.lessons.big_demos import cards, runs
from ui.lessons.big_demos.run_files import Told


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
    name = controls.pick("Trained network", names, f"big_run_{demo}", names[0]) if len(names) > 1 else names[0]
    return runs.read(options[name])
