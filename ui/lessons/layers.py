"""What the lesson on layers computes: what each layer of a stack holds, a second direction, and its leak."""

import numpy as np
import streamlit as st

from lstm_core import Network
from lstm_core.networks.writing import write
from lstm_core.said import percent
from lstm_core.tasks import homograph
from ui import guesses
from ui.lesson import Recall
from ui.over_seeds import mean, spread
from ui.places import ASSETS
from ui.shipped import stories
from ui.shipped.measured import measured

FOLDER = ASSETS / "layers"
SHOWN = {1: "stack1-0", 2: "stack2-dropout-0", 3: "stack3-dropout-0"}
HELD = {"c": "memory c", "h": "output h"}
WAYS = {"forward": "one way", "both": "both ways"}
CUES = {"before": "before the noun", "after": "only after it"}
BATS = {"animal": "an animal", "thing": "a thing"}
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
    """({layer: share of answers that turn, by word}, the words), from below."""
    found = part_of_results("stack")[SHOWN[depth]]
    names = [f"layer {k + 1}" + " (top)" * (k + 1 == depth > 1) for k in range(depth)]
    steps = len(found["flips"][held][0])
    words = ["(country)", *(f"word {k}" for k in range(1, steps - 1)), "fluent"]
    return dict(zip(names, found["flips"][held], strict=True)), words


def at(depth: int, held: str, moment: int) -> dict[str, float]:
    """{layer: share of answers that turn if it is swapped after that word}."""
    shares, _ = flips(depth, held)
    return {name: row[moment] for name, row in shares.items()}


def spoken_flips(depth: int, held: str) -> str:
    """The swaps after the third word and just before the answer's, in words."""
    ends = []
    for moment, when in ((EARLY, f"after {EARLY} words"), (LATE, f"after {LATE} words")):
        shares = ", ".join(f"{name} {percent(share)}" for name, share in at(depth, held, moment).items())
        ends.append(f"{when}: {shares}")
    return f"Answers that turn if the {HELD[held]} of one layer is another country's, {'; '.join(ends)}."


def in_all_stacks() -> str:
    """In how many of the trained stacks the top layer alone turns the answer, early and late in the gap."""
    stacks = [run["flips"]["c"] for run in part_of_results("stack").values() if run["layers"] > 1]
    early, late = (sum(flips[-1][moment] >= 0.5 for flips in stacks) for moment in (EARLY, LATE))
    below = max(row[LATE] for flips in stacks for row in flips[:-1])
    return (
        f"Of {len(stacks)} stacks of two or three layers (three seeds, with and without dropout), the top layer's "
        f"memory alone turns most answers after {LATE} words in {late}, after {EARLY} words in {early}; a layer below "
        f"turns at most {percent(below)} of them after {LATE} words."
    )


def depth_table(part: str) -> list[dict[str, str]]:
    """A row for each kind of stack: the share of right answers by distance, over the seeds."""
    groups: dict[tuple, list[dict]] = {}
    for run in part_of_results(part).values():
        groups.setdefault((run["layers"], run["dropout"]), []).append(run)
    by, said = ("gaps", "gap {}") if part == "depth" else ("between", "{} between")
    return [
        {
            "layers": str(layers),
            "dropout": f"{dropout:g}",
            "units in each": str(found[0]["units"]),
            "parameters": f"{found[0]['parameters']:,}",
        }
        | {said.format(distance): spread([run["right"][k] for run in found]) for k, distance in enumerate(found[0][by])}
        for (layers, dropout), found in sorted(groups.items())
    ]


def sentence(cue: str, meaning: str) -> list[str]:
    """A clause about a bat, whose cue stands before or after it."""
    adjective = (homograph.BEFORE[meaning] if cue == "before" else homograph.NEUTRAL)[0]
    verb = (homograph.AFTER[meaning] if cue == "after" else homograph.STAYED)[0]
    return ["the", adjective, NOUN, *homograph.PHRASES[1].split(), verb, "."]


@st.cache_data(max_entries=8, show_spinner=False)
def meanings(cue: str, meaning: str) -> dict[str, np.ndarray]:
    """{one way, both ways: the probability of each meaning at the noun, (seeds, 2)}."""
    words, found = sentence(cue, meaning), {}
    for way, said in WAYS.items():
        made = [network(path.stem) for path in sorted(FOLDER.glob(f"homograph-{way}-*.safetensors"))]
        found[said] = np.stack([m.run(m.encode(words)).probs[words.index(NOUN), 0] for m in made])
    return found


def spoken_meanings(cue: str, meaning: str) -> str:
    """What both kinds make of the noun, in words."""
    k = homograph.MEANINGS.index(meaning)
    ends = ", ".join(f"{percent(float(p[:, k].mean()))} {said}" for said, p in meanings(cue, meaning).items())
    return f"At “{NOUN}”, the probability of “{meaning}”: {ends}."


def tagging() -> dict[str, dict[str, list[float]]]:
    """{where the cue is: {one way, both ways: nouns understood, by seed}}."""
    return {f"cue {said}": _by_way("homograph", key) for key, said in CUES.items()}


def leak() -> dict[str, dict[str, list[float]]]:
    """{what is asked, with the text to come in sight or hidden: {one way, both ways: right answers, by seed}}."""
    asked = {"any next word": "", "the language after “fluent”": "language_"}
    seen = {"in sight": "in_sight", "hidden": "hidden"}
    return {
        f"{what},<br>text to come {how}": _by_way("leak", a + b) for what, a in asked.items() for how, b in seen.items()
    }


def spoken_leak() -> str:
    """The leak, in words: means over the seeds."""
    sight, hidden, asked_sight, asked_hidden = leak().values()
    strange, both, one = _by_way("leak", "strange"), WAYS["both"], WAYS["forward"]
    return (
        f"Reading both ways, it guesses {percent(mean(sight[both]))} of the next words, reading one way "
        f"{percent(mean(sight[one]))}: the second direction has read the word it is asked for. Hide the text to come, "
        f"and {percent(mean(hidden[both]))} are left, and of the languages after “fluent” "
        f"{percent(mean(asked_hidden[both]))} instead of {percent(mean(asked_sight[both]))} (one way: "
        f"{percent(mean(asked_hidden[one]))}). Of the word pairs it then writes, {percent(mean(strange[both]))} "
        f"never occur in the grammar, one way {percent(mean(strange[one]))}."
    )


@st.cache_data(max_entries=2, show_spinner=False)
def written(way: str) -> str:
    """What a network of next words writes after the opening, each word drawn after it has read all before it."""
    made = network(f"leak-{way}-0")
    ids = write(made, made.encode(OPENING), WRITTEN, np.random.default_rng(0), temperature=1.0)
    return " ".join([*OPENING, *made.words(ids)])


def how_much_is_left() -> Recall:
    """What is left of a two-way network's foresight? Question, what to say to each answer, the right one."""
    *_, sight, hidden = leak().values()
    before, after, one = (
        mean(found[WAYS[way]]) for found, way in ((sight, "both"), (hidden, "both"), (hidden, "forward"))
    )
    said = f"With the text to come in sight {percent(before)}, without it {percent(after)}; one way {percent(one)}."
    ranges = {
        "nearly always": (0.9, 1.01),
        "about as often as one way": (one - 0.1, one + 0.1),
        "hardly ever": (-1.0, 0.15),
    }
    right = next((name for name, (low, high) in ranges.items() if low <= after <= high), "something in between")
    question = (
        "A network that reads both ways learned to guess next words. It is given “i grew up in france … i speak "
        "fluent” and nothing after it. How often does it name the right language?"
    )
    return question, dict.fromkeys((*ranges, "something in between"), said), right


def of_guess(depth: int, guess: str) -> str:
    """The guess about the layer that carries the country, beside what is so."""
    right = who_carries(depth)
    return f"{guesses.opening(guess, right)}: {right}. {spoken_flips(depth, 'c')}"


def who_carries(depth: int) -> str:
    """Which layer alone turns most answers late in the gap, one of GUESSES."""
    shares = list(at(depth, "c", LATE).values())
    turning = [k for k, share in enumerate(shares) if share >= 0.5]
    if not turning:
        return GUESSES[3]
    return GUESSES[2] if len(turning) == depth > 1 else GUESSES[1] if turning[-1] == depth - 1 else GUESSES[0]


def _by_way(part: str, key: str) -> dict[str, list[float]]:
    found = part_of_results(part)
    return {said: [run[key] for name, run in found.items() if f"-{way}-" in name] for way, said in WAYS.items()}
