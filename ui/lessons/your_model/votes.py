"""What the lesson asks of a reader's model, first and last; the right answers are computed from its own run."""

from lstm_core.said import percent
from ui import guesses
from ui.components import mention
from ui.lesson import Recall, plain
from ui.lessons.your_model.looked import Looked

STEPS, FEW, HALF = 10, 0.1, 0.5
OPTIONS = ("none of them", "a few, at most a tenth", "up to half of them", "more than half")


def question(found: Looked) -> str | None:
    """Of a layer whose memory a gate keeps; None where no gate does."""
    if not found.seen.keeps:
        return None
    return f"how many of its **{found.seen.units:,} units** keep more than half of their memory over {STEPS} steps?"


def right(found: Looked) -> str:
    """The option that this run makes right."""
    share = float((found.seen.kept_over(STEPS) > HALF).mean())
    return OPTIONS[0 if share == 0 else 1 if share <= FEW else 2 if share <= HALF else 3]


def verdict(found: Looked, said: str) -> str:
    """What to say after the guess."""
    kept = found.seen.kept_over(STEPS)
    many, best = int((kept > HALF).sum()), int(kept.argmax())
    number = f"{many:,} of {len(kept):,} units do"
    most = f"{mention.unit(best)} keeps most, {percent(float(kept[best]))}."
    return f"{guesses.verdict(said, right(found))} {number}; {most}"


def without_a_gate(found: Looked) -> str:
    """What is said of a layer that no gate keeps."""
    return f"No gate keeps the memory of this {plain(found.seen.cell.title)}: each step computes it anew."


def what_the_badge_means() -> Recall:
    """What does the badge prove? Question, what to say to each answer, the right one."""
    said = {
        "The film shows what the model itself computes": "A second program ran the same weights over the same input, "
        "and every output agreed to the digits that the badge names.",
        "The model is well trained": "The badge compares two programs that run the same weights. It says nothing "
        "about how well they were trained.",
        "The model will answer right on new data": "Both programs may agree and both be wrong. The badge is about "
        "computing, not about data.",
    }
    return "The badge says “reproduces your model”. What does it prove?", said, next(iter(said))
