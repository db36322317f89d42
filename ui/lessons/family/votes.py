"""What the lesson on the family asks before it shows what was measured; the answer is computed from what ships."""

from ui import guesses
from ui.lessons.family.results import asked_at, shares

FIRST, SECOND = "lstm", "coupled"  # the two that are asked about
TASK, ALIKE = "france", 0.05
OPTIONS = {"the one with a forget gate": FIRST, "the coupled one": SECOND, "both alike": ""}
QUESTION = (
    "The coupled LSTM has no forget gate: it keeps 1 − i. After the same training, which solves more of the France "
    "sentences?"
)


def ask() -> str | None:
    """What the learner says, None before."""
    return guesses.guess(QUESTION, list(OPTIONS), "family_guess")


def right() -> str:
    """The option that the shipped results make right."""
    means = {key: found.mean() for key, found in shares(TASK).items()}
    first, second = (means[key] for key in (FIRST, SECOND))
    best = "" if abs(first - second) <= ALIKE else FIRST if first > second else SECOND
    return next(option for option, key in OPTIONS.items() if key == best)


def verdict(said: str) -> str:
    """What to say after the guess."""
    first, second = (f"{100 * shares(TASK)[key].mean():.0f} %" for key in (FIRST, SECOND))
    return (
        f"{guesses.verdict(said, right())} The LSTM answers {first}, the coupled LSTM {second} ({asked_at(TASK)}, five "
        "seeds): the coupled one must forget whenever it writes."
    )


def numbers(key: str, said: str | None) -> str:
    """What stands under a cell's name: what it solves, once the learner has guessed."""
    if not said:
        return "solves ? of the France sentences"
    if key not in (found := shares(TASK)):
        return "not trained on the France sentences"
    low, high = (100 * end for end in (found[key].min(), found[key].max()))
    return f"solves {100 * found[key].mean():.0f} % of the France sentences ({low:.0f} to {high:.0f})"


def marks(first: str, second: str, said: str | None) -> dict[str, str]:
    """{cell: the learner's guess, the right answer} where the two that were asked about are the two in the picture."""
    if not said or {first, second} != {FIRST, SECOND}:
        return {}
    guess, best = OPTIONS.get(said), OPTIONS[right()]
    told = {key: [] for key in (FIRST, SECOND)}
    for key, found in told.items():
        found += ["✓ answers more"] * (key == best) + ["your guess"] * (key == guess)
        found += ["✓ alike"] * (not best) + ["your guess: alike"] * (guess == "")
    return {key: " · ".join(found) for key, found in told.items() if found}
