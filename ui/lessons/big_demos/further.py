"""What a larger demo has beyond its first screen: its findings and film, how it learned, a training of one's own."""

from ui import lesson
from ui.lessons.big_demos import cards, findings, inside, learning, reading, runs, training
from ui.lessons.big_demos.run_files import Told


def parts(run: Told | None) -> tuple[lesson.Part, ...]:
    """Those that a demo has; without a run, how to train one."""
    return PARTS if run else PARTS[-1:]


def _found(demo: str, run: Told) -> None:
    lesson.say(f"What to check here: **{lesson.plain(cards.cards()[demo].claim)}.**")
    if reading.reads_letters(runs.network(run)):  # else the first screen shows what was found
        findings.found(run)
    with lesson.refused():
        inside.draw(run)


def _learned(demo: str, run: Told) -> None:
    learning.draw(run)


def _trained(demo: str, run: Told | None) -> None:
    training.train(demo)


PARTS = (  # its title, its key, what draws it
    ("The film, what was found in it, and what it says when values are held", "big_found", _found),
    ("How it learned", "big_learned", _learned),
    ("Train it yourself", "big_training", _trained),
)
