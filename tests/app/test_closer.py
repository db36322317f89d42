"""What a film offers of its states: to whom it is offered, and that what is sent is what was found."""

import json

import numpy as np
import pytest

from lstm_core import CELLS, TASKS, Network
from lstm_core.experiments.corpus import corpus, moments, task_of
from lstm_core.experiments.plane import country_differences, plane
from lstm_core.many_jobs.recipes import JOBS
from tests.support.mounted import header_of, messages
from ui.components.film import closer
from ui.lessons.many_jobs import pictures, votes
from ui.shipped import networks

LARGEST = 150_000  # bytes of what is sent
OF_WORDS = [name for name, task in TASKS.items() if task.vocabulary]


def sent(network: Network, layer: int = 0) -> tuple[dict, list[tuple[int, ...]]]:
    """What is said, and the sentences."""
    message = closer.offers(network, layer)[closer.KIND].message()
    assert len(message) < LARGEST
    end = 4 + int.from_bytes(message[:4], "little")
    about = json.loads(message[4:end])
    numbers = np.frombuffer(message[end:], "<u2")
    lengths, ids = np.split(numbers, [about["sizes"][0] // 2])
    assert len(ids) == about["sizes"][1] // 2 == lengths.sum()
    return about, [tuple(one.tolist()) for one in np.split(ids, np.cumsum(lengths)[:-1])]


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_planes_and_sentences_of_a_shipped_network_are_sent_as_they_were_found(cell: str):
    network = networks.network(cell, 0)
    about, sentences = sent(network)
    assert sentences == corpus(TASKS["france"], network)
    states, differences = moments(network, 0, sentences), country_differences(network, 0, sentences)
    assert list(about["planes"]) == closer.offers(network)[closer.KIND].says["states"] == list(network.cell.states)
    for name, planes in about["planes"].items():
        for said, found in zip(planes, (plane(states[name], differences[name]), plane(states[name])), strict=True):
            for key, value in found._asdict().items():
                assert np.array(said[key]) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("name", OF_WORDS)
def test_a_network_of_each_task_of_words_is_offered_it_for_each_of_its_layers(name: str):
    one = TASKS[name]
    network = Network.new(
        CELLS["gru"], one.vocabulary, 4, 2, np.random.default_rng(0), outputs=one.outputs or one.vocabulary, layers=2
    )
    offered = [closer.offers(network, layer)[closer.KIND] for layer in range(2)]
    assert offered[0].of != offered[1].of
    about, sentences = sent(network, 1)
    assert about["task"] == task_of(network).title
    assert len(about["planes"]["h"]) == offered[1].says["axes"]
    assert max(max(sentence) for sentence in sentences) < len(network.vocabulary)


def test_who_reads_numbers_or_other_words_or_both_ways_or_is_large_is_not_offered_it():
    rng, one = np.random.default_rng(0), TASKS["reviews"]
    words = {"vocabulary": one.vocabulary, "embedding_size": 2, "outputs": one.outputs, "rng": rng}
    assert closer.offers(Network.new(CELLS["lstm"], hidden_size=4, **words))
    assert not closer.offers(Network.new(CELLS["lstm"], hidden_size=4, bidirectional=True, **words))
    assert not closer.offers(Network.new(CELLS["lstm"], hidden_size=200, **words))
    assert not closer.offers(Network.new(CELLS["lstm"], hidden_size=4, **words | {"vocabulary": ("bad", "good")}))
    numbers = {"vocabulary": (), "embedding_size": 0, "input_size": 1, "outputs": ("sum",), "output": "number"}
    assert not closer.offers(Network.new(CELLS["lstm"], hidden_size=4, rng=rng, **numbers))


@pytest.mark.parametrize("job", JOBS)
def test_a_film_of_words_on_many_jobs_can_be_looked_at_closer(opened, job: str):
    question = votes.QUESTIONS[job]
    folded = {key: "true" for _, key, _ in pictures.FURTHER}
    page = opened("many_jobs", jobs_job=votes.title(job), **{question.key: votes.options(job)[0]}, **folded)
    assert not page.exception
    lively = [live for message in messages(page, "film") if (live := header_of(message).get("live"))]
    assert lively  # the gender story's at least
    for live in lively:
        assert (closer.KIND in live.get("offers", {})) == ("numbers" not in live)
