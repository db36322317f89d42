"""What the lesson on many jobs reads and computes: trained networks, what was measured of them, one example each."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core.many_jobs import measures, shipped
from lstm_core.many_jobs.pooled import Pooled
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, homograph, reviews, seasons
from ui.places import ASSETS
from ui.shipped.measured import measured

FOLDER = ASSETS / "jobs"
TEXTS = {
    "reviews": "my uncle opened it . the kettle is not useful but ugly . the box was red .",
    "tagging": "the old bat in the garden slept . the plastic crane by the door waited .",
}
TYPED = {"reviews": "jobs_text", "tagging": "jobs_tagged"}  # where a reader's own text stands in the address
FIRST = 20  # sequences among which an example is chosen
SHOWN_ROWS = 72  # of the series: the last ones, which training never showed


class Example(NamedTuple):
    """One sequence of a job: its `words`, none where it is numbers, and what goes in and is asked, (T, 1)."""

    words: tuple[str, ...]
    batch: Batch


def results(job: str) -> dict:
    """{"networks": {title: one share a seed}, "baselines": {name: share}, "parameters": {title: count}} of a job."""
    return measured(FOLDER / "results.json")[job]


@st.cache_resource(max_entries=16, show_spinner=False)
def network(job: str, key: str, seed: int = 0) -> Network | Pooled:
    """A shipped network; OSError or ValueError where it does not ship whole."""
    return shipped.load(FOLDER, JOBS[job].networks[key], seed)


def cells_of(found: Network | Pooled) -> Network:
    """The network itself, where another stands around it."""
    return found.network if isinstance(found, Pooled) else found


def example(job: str, text: str = "") -> Example:
    """What a person typed, or the job's own example; ValueError for words that the networks do not know."""
    if job in TEXTS:
        known = cells_of(network(job, next(iter(JOBS[job].networks))))
        ids = known.encode(text or TEXTS[job])
        batch = Batch(ids, np.zeros_like(ids), _asked(job, ids), np.array([len(ids)]))
        return Example(tuple(known.words(ids)), batch)
    batch = measures.held_out(job)
    most = int(np.argmax(batch.targets[..., 0].std(axis=0)[:FIRST]))  # the liveliest of the first
    one = [part[:, [most]] for part in (batch.inputs, batch.targets, batch.weights)]
    return Example((), Batch(*one, batch.lengths[[most]]))


def _asked(job: str, ids: np.ndarray) -> np.ndarray:
    """(T, 1): the steps at which the job asks."""
    if job == "tagging":
        return np.isin(ids, list(homograph.ASKED)).astype(np.float32)
    weights = np.zeros(ids.shape, np.float32)
    weights[-1] = 1
    return weights


def answers(job: str, found: Example) -> Mapping[str, np.ndarray]:
    """{who: what it answers at each step}: numbers (T,), or the probability of the first or second of two tags (T, 2).

    Reviews: what it would answer after the words so far, as if the review ended there.
    """
    batch, said = found.batch, {}
    for key, one in JOBS[job].networks.items():
        made = network(job, key)
        if job == "reviews":
            said[one.title] = np.stack([_verdict(made, batch.inputs[: t + 1]) for t in range(len(batch.inputs))])
        else:
            outputs = measures.said(made, batch)[:, 0]
            said[one.title] = made.run(batch.inputs).probs[:, 0] if job == "tagging" else outputs[:, 0]
    if job == "reviews":
        rows = [measures.answers(job, _cut(batch, t + 1))["bag of words"][0, 0] for t in range(len(batch.inputs))]
        said["bag of words"] = np.stack(rows)
    elif job != "tagging":
        said |= {name: outputs[:, 0, 0] for name, outputs in measures.answers(job, batch).items()}
    return said


def _cut(batch: Batch, steps: int) -> Batch:
    return Batch(batch.inputs[:steps], batch.targets[:steps], batch.weights[:steps], np.array([steps]))


def _verdict(made: Network | Pooled, ids: np.ndarray) -> np.ndarray:
    return made.run(ids).probs[0] if isinstance(made, Pooled) else made.run(ids).probs[-1, 0]


def looks(text: str = "") -> tuple[tuple[str, ...], np.ndarray]:
    """(words, how much of its answer the network with attention takes from each), of seed 0."""
    found = example("reviews", text)
    made = network("reviews", "attention")
    return found.words, made.run(found.batch.inputs).weights[:, 0]


def tags(job: str) -> tuple[str, ...]:
    """What a job chooses among."""
    return {"reviews": reviews.VERDICTS, "tagging": homograph.MEANINGS}[job]


def series() -> seasons.Series:
    """The series that ships."""
    return seasons.made()
