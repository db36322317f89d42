"""What some say of LSTMs, quoted as claims to test: each on the page where the reader can do the experiment."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ui import controls, lesson

FOLD = "claim_"
Verdict = Callable[..., str]  # of what stands on the page: one or two sentences with its numbers


class Claim(NamedTuple):
    """What some say, the lesson in which it can be tested, and what to do there."""

    quote: str
    lesson: str
    steps: tuple[str, ...]


CLAIMS = {
    "one_seed": Claim(
        "One sentence shows which kind of network is better",
        "why_memory",
        (
            "Open *Stretch the gap*: small marks are single seeds.",
            "Take 0 clauses, then 8, and count who wins.",
        ),
    ),
    "one_number": Claim(
        "An LSTM cell holds one number",
        "one_step",
        ("Open *Another cell, other numbers*, and take 4 units.", "Count the values of c in the table."),
    ),
    "forget_one": Claim(
        "A forget gate of 1 means: forget",
        "one_step",
        ("Press *keep*, and walk to *keep*.", "Press *erase*, and walk there again."),
    ),
    "one_tanh": Claim(
        "Both tanh of the LSTM do the same",
        "one_step",
        ("Press *keep*.", "Change the sign of all inputs x.", "Compare g with tanh(c), before and after."),
    ),
    "binary": Claim(
        "A gate gives a binary output",
        "france",
        ("Play the film.", "Open the lanes of i and o, and look for rows that are neither empty nor full."),
    ),
    "units_are_steps": Claim(
        "The units of an LSTM are its time steps",
        "france",
        ("Count columns and rows of the film.", "Take 6 clauses in between, and count again."),
    ),
    "same_c_h": Claim(
        "The memory c and the output h are the same thing",
        "break_it",
        ("Carry Spain's c over in mid-story.", "Undo it, and carry Spain's h over at the same word."),
    ),
    "by_hand": Claim(
        "Somebody sets the gates by hand",
        "carriers",
        ("Open *Another network*, and take another seed.", "Look for the filled rows again."),
    ),
    "gru": Claim(
        "A GRU has no memory",
        "carriers",
        ("Open *Another network*, and choose the GRU.", "Drag the handle down until the answer changes."),
    ),
    "removed": Claim(
        "In an LSTM the vanishing of the gradient is almost completely removed",
        "vanishing",
        ("Set the forget bias to 0, and read what is left 50 steps back.", "Raise it to 4, and read again."),
    ),
    "low_loss": Claim(
        "A low loss in training means that the network works",
        "clinic",
        ("Go from patient to patient, and read both numbers under the loss.", "Find the one whose numbers disagree."),
    ),
    "default": Claim(
        "To remember is the default behaviour of an LSTM",
        "race",
        ("Move the length to 100, and choose *its own* as the forget bias.", "Choose *chrono* at the same length."),
    ),
    "more_layers": Claim(
        "More layers are a longer memory",
        "layers",
        ("Open *Do more layers remember longer?*", "Move the words in between from few to many, and compare the rows."),
    ),
    "own_weights": Claim(
        "Every time step has weights of its own",
        "invent",
        ("Look for a weight that depends on t: there is none.", "Take a longer sequence, and count the parameters."),
    ),
}


def folds(page: str) -> list[str]:
    """The keys of the claims of a page, as its address says that they are unfolded."""
    return [f"{FOLD}{key}" for key, claim in CLAIMS.items() if claim.lesson == page]


def offer(page: str, verdicts: Mapping[str, Verdict], *of: object, guessed: bool = True) -> None:
    """The claims of a page, folded; what the numbers on it say is computed `of` them, after the guess."""
    for key, claim in CLAIMS.items():
        if claim.lesson != page:
            continue
        part = controls.fold(f"Some say: “{claim.quote}.” Test it", f"{FOLD}{key}")
        with part, lesson.refused():
            if part.open and guessed:
                lesson.say("\n".join(f"{number}. {step}" for number, step in enumerate(claim.steps, 1)))
                lesson.say(f"**What your numbers say:** {verdicts[key](*of)}")
            elif part.open:
                lesson.waiting("Guess first, above. Then you can test it.")
