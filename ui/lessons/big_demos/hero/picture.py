"""A larger demo's first screen: the guess, what was measured, and the picture that fits what the network reads."""

from ui import guesses, lesson
from ui.lessons.big_demos import findings, reading, runs
from ui.lessons.big_demos.hero import held, questions
from ui.lessons.big_demos.run_files import Told


def draw(run: Told) -> bool:
    """Whether the guess is made; what nothing was measured of asks for none."""
    asked = questions.question(run)
    said = guesses.guess(asked.asks, asked.options, f"big_guess_{run.demo}") if asked else guesses.SHOW
    if asked and said:
        lesson.say(asked.verdict(said))
    network = runs.network(run)
    if reading.reads_letters(network):
        held.draw(run, bool(said))
    elif said:
        findings.found(run)
    return bool(said)
