"""The terms of the field in plain words; in a text each is a link to its explanation, where it first stands."""

import re
from collections.abc import Iterable, MutableSet

import streamlit as st

# term: what it means, for a reader whose second language it is
TERMS = {
    "baseline": "What a very simple method reaches on the same test. A result means something only beside it.",
    "held out": "Kept away from training, so that it can test what was really learned.",
    "loss": "One number that says how wrong the answers are. Training makes it smaller.",
    "nats": "The unit of a loss: −ln of the probability that the right answer got. One coin toss is 0.69 nats.",
    "perplexity": "As unsure as a choice among so many equally likely symbols: e to the loss in nats. 1 is certain.",
    "logit": "The score of one answer, before softmax turns all scores into probabilities.",
    "softmax": "Turns scores into probabilities: e to the power of each score, divided by the sum of all.",
    "readout": "The last layer. It turns the output h into one score for each answer.",
    "embedding": "A learned list of numbers for each word. The network reads these numbers.",
    "bias": "A learned number that is added to a sum. A forget gate with a large bias stays open.",
    "seed": "Where all random draws begin. Another seed gives other start weights: one seed proves little.",
    "median": "The middle one, when all are sorted. One extreme value does not move it.",
    "correlation": "How closely two rows of numbers rise and fall together: 1 exactly, 0 not at all, −1 opposed.",
    "gradient": "How much the loss changes when a number changes a little. Training moves each weight against it.",
    "backpropagation": "Computes the gradient of every weight by going back through all steps, with the chain rule.",
    "batch": "The sequences from which one update of the weights is computed.",
    "checkpoint": "The weights as they were at one moment of the training, kept in a file.",
    "clipped": "A gradient that is longer than a limit is shortened to the limit. Its direction stays.",
    "truncation window": "Training looks back only so many steps. What lies further back gets no gradient.",
    "dropout": "In training, some values are set to 0 at random, so that the network does not rely on a few of them.",
    "chrono": "A start for the forget bias that opens the gate for about as many steps as the task needs "
    "(Tallec and Ollivier 2018).",
    "half-life": "After how many steps half of something is left.",
    "belt": "The memory's way from step to step. On it only the gate that keeps multiplies. In 1997 it was called "
    "the constant error carousel.",
    "Jacobian": "A table of slopes: how much each number after a step changes with each number before it.",
    "singular value": "By how much a matrix stretches in one direction. If the largest is below 1, each step shrinks "
    "every signal.",
    "eigenvalue": "By how much a matrix stretches a direction that it does not turn.",
    "spectral radius": "The size of the largest eigenvalue: what each of many repeated products grows by, in the end.",
    "orthogonal": "A matrix that turns and mirrors, but never stretches.",
    "ablation": "Something is taken away, to see whether the answer needs it.",
    "convolution": "A product in which each pixel sees only its neighbours, with the same weights everywhere.",
    "reservoir": "A network whose inner weights stay random. Only its readout learns.",
    "temperature": "How freely letters are drawn: near 0 always the likeliest, at 1 as probable as the network says.",
}
ENDINGS = r"(?:s|es)?"
KEPT = re.compile(r"(`[^`]*`|\$[^$]*\$|\[[^\[\]]*\]\([^)]*\)|:[a-z]+/[a-z_]+:)")  # code, formulas, links, icons
EXPLAINED = "terms that this page has explained"


def begin(explained: Iterable[str] = ()) -> None:
    """A page begins, or a part of it, before which these terms were explained."""
    st.session_state[EXPLAINED] = set(explained)


def explained() -> frozenset[str]:
    """The terms that the page has explained so far."""
    return frozenset(st.session_state.get(EXPLAINED, ()))


def linked(text: str) -> str:
    """Markdown in which each term is a link to its explanation, where the page has it for the first time."""
    return with_links(text, st.session_state.setdefault(EXPLAINED, set()))


def with_links(text: str, explained: MutableSet[str]) -> str:
    """The text with a link at each term that is not among the explained ones, to which it is added."""

    def link(found: re.Match) -> str:
        term = FOUND[found[1].lower()]
        if term in explained:
            return found[0]
        explained.add(term)
        return f"[{found[0]}](#term-{address(term)})"

    parts = KEPT.split(text)
    return "".join(part if number % 2 else PATTERN.sub(link, part) for number, part in enumerate(parts))


def address(term: str) -> str:
    """A term as a link names it."""
    return term.lower().replace(" ", "-")


FOUND = {term.lower(): term for term in TERMS}
PATTERN = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(map(re.escape, TERMS), key=len, reverse=True))}){ENDINGS}(?![\w-])", re.I
)
