"""All that *Clinic* says: on its task, on its instruments, on its cures, and at its end."""

from typing import Any

from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.order import LENGTH
from lstm_core.clinic.training import CONFIG, COURSE
from ui.lesson import Recall
from ui.lessons.clinic.diagnosis import LAST, NAMES
from ui.lessons.clinic.ward import patients

INTRODUCTION = (
    f"Seven LSTMs of {CONFIG.hidden_size} units were trained to say in which order **X** and **Y** came, in {LENGTH} "
    "letters. Six have **one fault** each, one has none. Read the instruments, point at what you see, and say what is "
    "wrong."
)
READING = (
    "**Loss**: one value for each update; the dotted line is a blind guess. **Gates**: each mark is one gate of one "
    "unit. The further right, the more often it is nearly shut (below 0.1); the higher, the more often wide open "
    "(above 0.9). **Error signal**: the length of ∂L/∂h on its way back, in powers of ten, as the training got it. The "
    "line is the median, the band goes from the shortest to the longest. **Film**: a row for each unit, a column for "
    "each letter; the buttons show another gate."
)
FACTS = (
    "**The loss says that a network is ill, not what it has.** Gates, signals and a test on new data say more.",
    "A gate that is always shut or always open does not decide anything: look at the shares below 0.1 and above 0.9.",
    "An error signal that shrinks at each step teaches only the last steps; one that grows makes training jump.",
    "Frameworks store the gates in different orders. **Test a network again after loading it.**",
)
CURES = {
    "forget": "Raise the forget bias to 1",
    "output": "Give it an output gate",
    "explodes": "Shrink the recurrent weights, clip",
    "window": "Go back through all steps",
    "saturated": "Divide all biases by 20",
    "swapped": "Exchange i and f",
    "healthy": "Change nothing",
}


def question(bed: int) -> str:
    """What is asked at a bed, after the reader has pointed at an instrument."""
    return f"what is wrong with **patient {bed}**?"


def of_hero(examined: int) -> dict[str, Any]:
    """The words of the picture; the page fills in its numbers."""
    now = f"now, of {examined} new sequences: {{now}}"
    return {
        "cures": "Try a cure:",
        "locked": "Say first what is wrong. Then you can try cures.",
        "choose": f"A cure changes one thing. Then the network trains on, here, for {COURSE.steps} updates.",
        "runs": "The cure is applied; it trains on in this page. The server hears nothing of it.",
        "back": "As it was",
        "healed": "**Healed**: after “{cure}” {right} of the new sequences are right.",
        "ill": "**Still ill**: after “{cure}” {right} of the new sequences are right. Try another cure.",
        "stays": "It was healthy, and still is: {right} are right.",
        "harmed": "**It was healthy**; after “{cure}” {right} are right. Not every change is a cure.",
        "loss": {
            **{"title": "Loss", "x": "updates", "blind": "a blind guess"},
            "said": "The loss of each update of its training",
            "below": f"Right at the end of training: {{then}}; {now}.",
            "after": f"Black: its training. Blue: after the cure; {now}.",
        },
        "gates": {
            **{"title": "Gates", "x": "share of values below 0.1"},
            "said": "Each gate of each unit: up the share of values above 0.9, to the right the share below 0.1",
            "point": "{gate} of unit {unit}: below 0.1 in {shut}, above 0.9 in {open}",
            "below": "{gate}: {shut} shut, {open} open",
        },
        "signals": {
            **{"title": "Error signal", "x": "steps back from the answer"},
            "said": "The length of the error signal at each step on its way back",
            "below": "Median at the answer {first}; 10 steps back {ten}, 20 back {twenty}.",
        },
        "strip": {
            **{"title": "Film", "choose": "What is shown", "right": "right", "wrong": "wrong"},
            "said": "{name} of {units} units at {steps} letters; its mean is {mean}",
            "at": "{name} of unit {unit} at letter {step}, {letter}: {value}",
            "below": "Its answer to this sequence is {answer}.",
        },
    }


def hidden_from_the_loss() -> Recall:
    """Which of the ill cannot be told from its training's loss? Question, what to say to each answer, the right one."""
    ill = [fault for fault in FAULTS if fault != "healthy"]
    ends = {fault: float(patients()[fault].curves["loss"][-LAST:].mean()) for fault in ill}
    said = {NAMES[fault].capitalize(): f"The loss of that training ended at {ends[fault]:.3f}." for fault in ill}
    right = min(ill, key=ends.get)
    said[NAMES[right].capitalize()] += " The fault came after the training, so the curve cannot show it."
    return "Which fault cannot be seen in the loss of the training?", said, NAMES[right].capitalize()
