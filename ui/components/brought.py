"""A network that a reader trained on the lesson on learning, opened on another page: it lies in their browser alone."""

from ui import controls
from ui.components.component import component
from ui.components.film.offers import framed

SHIPPED, OWN = "the shipped one", "my own"
WORDS = {
    "whose": "Your own network, trained in this browser: {title}; update {update}, handed over {when}.",
    "nothing": "This browser holds no network of yours yet. Train one, then press the button under “Take it with you”.",
    "train": "Go to Learning",
    "back": "Back to the shipped network",
    "another": "Another sequence",
    "left": "From the last step back over {steps} steps, the error at h is multiplied by {now}. Before the training it "
    "was {before}.",
    "signals": {
        "title": "Error, going back, by step",
        "x": "thin: before the training",
        "said": "How long the gradient of the loss at h is at each step, beside the longest; powers of ten",
    },
}


def yours(key: str) -> bool:
    """Whether the reader's own network is wanted, in place of the shipped one."""
    return controls.choice("Whose network", (SHIPPED, OWN), key, SHIPPED) == OWN


def brought(view: str) -> None:
    """Look at it: "broken" holds its values, "signals" follows its error back."""
    component("learning")(key=f"brought_{view}", data=framed({"part": "brought", "view": view, "words": WORDS}))
