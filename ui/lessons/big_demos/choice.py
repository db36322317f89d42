"""Which of the larger demos, which of its runs, and what a training learns from."""

from typing import NamedTuple

from lstm_core.books import BOOKS
from ui import controls, lesson
from ui.jobs.book import on_this_machine
from ui.jobs.bring import bring
from ui.jobs.run_folders import Brought
from ui.lessons.big_demos import cards, runs
from ui.lessons.big_demos.run_files import Told

FEW = 2  # so many stand side by side
MADE, OWN = "what the demo has", {"text": "a text of yours", "table": "a table of yours", "images": "images of yours"}
COMMAND = "python -m lstm_torch train"
READS_BOOKS = {"characters": tuple(BOOKS)}
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


class Source(NamedTuple):
    """What a training learns from: whether it is the reader's own, what was brought, how a command names it."""

    own: bool = False
    brought: Brought | None = None
    named: tuple[str, ...] = ()
    there: bool = True


def source(demo: str) -> Source:
    """What the demo has, a book, or something of the reader's, which is not `there` until it can be used."""
    kind = cards.cards()[demo].brings
    if not kind:
        return Source()
    if demo in NEEDS_FILES:
        lesson.say(f"This demo has no {kind} of its own. Larger ones: `{COMMAND} {demo} {NEEDS_FILES[demo]}`.")
    else:
        titles = {BOOKS[name].title.partition(",")[0]: name for name in READS_BOOKS.get(demo, ())}
        chosen = controls.choice("Learn from", (MADE, *titles, OWN[kind]), f"big_from_{demo}", MADE)
        if chosen == MADE:
            return Source()
        if name := titles.get(chosen):
            return Source(named=named(name), there=on_this_machine(name, f"big_fetch_{name}"))
    given = bring(kind, f"big_own_{demo}")
    return Source(own=True, brought=given, there=given is not None)


def named(book: str) -> tuple[str, ...]:
    """How a command names a book that is on this machine."""
    return "--text", book, "--offline", "1"
