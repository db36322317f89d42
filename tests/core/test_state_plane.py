"""The plane in which a network's states vary most, and the sentences that it is found from."""

import numpy as np
import pytest

from lstm_core import CELLS, TASKS, Network, load_run
from lstm_core.experiments.corpus import SENTENCES, WORDS, corpus, moments, task_of
from lstm_core.experiments.plane import country_differences, plane
from lstm_core.tasks import france
from tests.support.sampled import one_in

OF_WORDS = [name for name, task in TASKS.items() if task.vocabulary]


def fresh(task: str, cell: str = "lstm", units: int = 5) -> Network:
    one = TASKS[task]
    return Network.new(
        CELLS[cell], one.vocabulary[::-1], units, 3, np.random.default_rng(0), outputs=one.outputs or one.vocabulary
    )


def by_svd(varied: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two directions, and their shares of the variance."""
    _, sizes, directions = np.linalg.svd(varied, full_matrices=False)
    return directions[:2], sizes[:2] ** 2 / (sizes**2).sum()


def the_same_up_to_turns(one: np.ndarray, other: np.ndarray) -> bool:
    return all(min(np.abs(a - b).max(), np.abs(a + b).max()) < 1e-9 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_the_plane_is_that_of_a_singular_value_decomposition(cell: str):
    network = load_run(f"assets/runs/france-{cell}-0").network
    sentences = corpus(france.TASK, network)[:300]
    differences = country_differences(network, 0, sentences)
    for name, states in moments(network, 0, sentences).items():
        axes, shares = by_svd(states - states.mean(axis=0))
        found = plane(states)
        assert the_same_up_to_turns(found.axes, axes)
        assert found.shares == pytest.approx(shares, abs=1e-9)
        assert found.mean == pytest.approx(states.mean(axis=0), abs=1e-12)
        assert all(axis[np.abs(axis).argmax()] > 0 for axis in found.axes)
        axes, shares = by_svd(differences[name])
        of_countries = plane(states, differences[name])
        assert the_same_up_to_turns(of_countries.axes, axes)
        assert of_countries.shares == pytest.approx(shares, abs=1e-9)


def test_states_that_do_not_vary_have_a_plane_without_a_share():
    assert plane(np.ones((4, 3))).shares.tolist() == [0, 0]


def test_what_the_country_changes_is_nothing_before_the_country_and_sums_to_nothing():
    network = load_run("assets/runs/france-lstm-0").network
    one = tuple(network.encode("i grew up in france . i speak fluent")[:, 0].tolist())
    for differences in country_differences(network, 0, [one]).values():
        each = differences.reshape(len(france.COUNTRIES), len(one), -1)
        assert np.abs(each[:, : len(france.OPENING)]).max() < 1e-12
        assert np.abs(each[:, len(france.OPENING) :]).max() > 0.1
        assert np.abs(each.sum(axis=0)).max() < 1e-9


@pytest.mark.parametrize("name", one_in(4, OF_WORDS))
def test_a_network_of_a_task_of_words_gets_different_sentences_of_its_grammar(name: str):
    network = fresh(name)
    task = task_of(network)
    assert task is not None
    assert (set(task.vocabulary), set(task.outputs)) == (set(TASKS[name].vocabulary), set(TASKS[name].outputs))
    sentences = corpus(task, network)
    assert sentences == corpus(task, network)
    assert len(set(sentences)) == len(sentences) <= SENTENCES
    assert 0 < sum(map(len, sentences)) <= WORDS
    drawn = task.sample(np.random.default_rng(0), 2 * SENTENCES)
    texts = {tuple(task.vocabulary[k] for k in drawn.inputs[:T, column]) for column, T in enumerate(drawn.lengths)}
    assert {tuple(network.vocabulary[k] for k in sentence) for sentence in sentences} <= texts


def test_a_network_that_learned_no_task_of_words_gets_none():
    rng = np.random.default_rng(0)
    assert task_of(Network.new(CELLS["lstm"], ("a", "b", "z"), 3, 2, rng)) is None
    assert task_of(Network.new(CELLS["lstm"], (), 3, 0, rng, input_size=2, outputs=("sum",), output="number")) is None


def test_moments_are_the_states_of_each_sentence_read_alone():
    network = fresh("france", "gru")
    sentences = corpus(france.TASK, network)[:60]
    found = moments(network, 0, sentences)["h"]
    alone = [network.run(np.array(one)[:, None]).layers[0]["h"][:, 0] for one in sentences]
    assert found == pytest.approx(np.concatenate(alone), abs=1e-12)
