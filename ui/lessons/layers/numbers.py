"""What the lesson on layers computes: what each layer of a stack holds, a second direction, and its leak."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm_core import Network
from lstm_core.networks.writing import write
from lstm_core.tasks import homograph
from ui.places import ASSETS
from ui.shipped import stories
from ui.shipped.measured import measured

FOLDER = ASSETS / "layers"
SHOWN = {1: "stack1-0", 2: "stack2-dropout-0", 3: "stack3-dropout-0"}
HELD = {"c": "memory c", "h": "output h"}
WAYS = {"forward": "one way", "both": "both ways"}
CUES = {"before": "before the noun", "after": "only after it"}
BATS = {"animal": "an animal", "thing": "a thing"}
USUAL = "after", "animal"  # where the cue stands, what the noun means
NOUN, UNITS, WRITTEN = "bat", 6, 16
STORY = ("rain", "sun", "rain", "rain", "sun", "rain", "sun", "sun", "fluent")
EARLY, LATE, MIDDLE = 2, 8, 8  # words after the country
OPENING = ("i", "grew", "up", "in", "france", ".")
GUESSES = ("one below the top", "the top one", "any one of them", "none alone")


def results() -> dict:
    """All that `python -m benchmarks.layers` found; OSError where it does not ship."""
    return measured(FOLDER / "results.json")


def part_of_results(part: str) -> dict:
    """{network: what was found} of one part; ValueError where nobody has looked."""
    if part not in results():
        raise ValueError(f"nothing ships about “{part}”; python -m benchmarks.layers --train {part} measures it")
    return results()[part]


@st.cache_resource(max_entries=16, show_spinner=False)
def network(name: str) -> Network:
    """A shipped network; OSError or ValueError where it does not ship whole."""
    return Network.load(FOLDER / f"{name}.safetensors")


@st.cache_data(max_entries=16, show_spinner=False)
def because(depth: int, held: str) -> tuple[np.ndarray, list[str], list[str]]:
    """Values less their mean over all countries (rows, T), of the units that tell most; their names; the words."""
    made, names, rows = network(SHOWN[depth]), [], []
    trace = made.run(np.concatenate([made.encode([country, *STORY]) for country in stories.COUNTRIES], axis=1))
    here = stories.COUNTRIES.index("france")
    for k in range(depth):
        values = trace.layers[k][held]
        due = values[:, here] - values.mean(axis=1)  # (T, H)
        for unit in np.argsort(-np.abs(due[MIDDLE]), kind="stable")[:UNITS][::-1]:
            names.append(f"layer {k + 1}, unit {unit}")
            rows.append(due[:, unit])
    return np.stack(rows), names, ["france", *STORY]


def flips(depth: int, held: str) -> tuple[dict[str, list[float]], list[str]]:
    """({layer: share of answers that change, by word}, the words), from below."""
    found = part_of_results("stack")[SHOWN[depth]]
    names = [f"layer {k + 1}" + " (top)" * (k + 1 == depth > 1) for k in range(depth)]
    steps = len(found["flips"][held][0])
    words = ["(country)", *(f"word {k}" for k in range(1, steps - 1)), "fluent"]
    return dict(zip(names, found["flips"][held], strict=True)), words


def at(depth: int, held: str, moment: int) -> dict[str, float]:
    """{layer: share of answers that turn if it is swapped after that word}."""
    shares, _ = flips(depth, held)
    return {name: row[moment] for name, row in shares.items()}


def who_carries(depth: int) -> str:
    """Which layer alone turns most answers late in the gap, one of GUESSES."""
    shares = list(at(depth, "c", LATE).values())
    turning = [k for k, share in enumerate(shares) if share >= 0.5]
    if not turning:
        return GUESSES[3]
    return GUESSES[2] if len(turning) == depth > 1 else GUESSES[1] if turning[-1] == depth - 1 else GUESSES[0]


def sentence(cue: str, meaning: str) -> list[str]:
    """A clause about a bat, whose cue stands before or after it."""
    adjective = (homograph.BEFORE[meaning] if cue == "before" else homograph.NEUTRAL)[0]
    verb = (homograph.AFTER[meaning] if cue == "after" else homograph.STAYED)[0]
    return ["the", adjective, NOUN, *homograph.PHRASES[1].split(), verb, "."]


def known(way: str, words: Sequence[str]) -> int:
    """How many words each head must have read before a way of reading can speak of the noun."""
    noun = words.index(NOUN)
    return noun + 1 if way == "forward" else max(noun + 1, len(words) - noun)


@st.cache_data(max_entries=8, show_spinner=False)
def meanings(cue: str, meaning: str) -> dict[str, np.ndarray]:
    """{one way, both ways: the probability of each meaning at the noun, (seeds, 2)}."""
    words, found = sentence(cue, meaning), {}
    for way, said in WAYS.items():
        made = [network(path.stem) for path in sorted(FOLDER.glob(f"homograph-{way}-*.safetensors"))]
        found[said] = np.stack([m.run(m.encode(words)).probs[words.index(NOUN), 0] for m in made])
    return found


def tagging() -> dict[str, dict[str, list[float]]]:
    """{where the cue is: {one way, both ways: nouns understood, by seed}}."""
    return {f"cue {said}": by_way("homograph", key) for key, said in CUES.items()}


def leak() -> dict[str, dict[str, list[float]]]:
    """{what is asked, with the text to come in sight or hidden: {one way, both ways: right answers, by seed}}."""
    asked = {"any next word": "", "the language after “fluent”": "language_"}
    seen = {"in sight": "in_sight", "hidden": "hidden"}
    return {
        f"{what},<br>text to come {how}": by_way("leak", a + b) for what, a in asked.items() for how, b in seen.items()
    }


@st.cache_data(max_entries=2, show_spinner=False)
def writes_on(way: str) -> str:
    """What a network of next words writes after the opening, each word drawn after it has read all before it."""
    made = network(f"leak-{way}-0")
    ids = write(made, made.encode(OPENING), WRITTEN, np.random.default_rng(0), temperature=1.0)
    return " ".join([*OPENING, *made.words(ids)])


def by_way(part: str, key: str) -> dict[str, list[float]]:
    """{one way, both ways: one number of a part's results, by seed}."""
    found = part_of_results(part)
    return {said: [run[key] for name, run in found.items() if f"-{way}-" in name] for way, said in WAYS.items()}
