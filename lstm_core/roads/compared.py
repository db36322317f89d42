"""Roads to the same small tasks, each a generator of how many sequences were seen and what share is answered right."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.learning.config import Config
from lstm_core.learning.levers import with_chrono
from lstm_core.learning.train import accuracy, fit, new_network
from lstm_core.networks.network import Network
from lstm_core.networks.parts import Layer
from lstm_core.roads.evolution import evolve, fitness_on, flat, put_back
from lstm_core.roads.markov import Markov, baum_welch, next_symbol
from lstm_core.roads.maze import ACTIONS, RIGHT_TURN, SEEN, TMaze
from lstm_core.roads.reinforce import live, reinforce
from lstm_core.roads.reservoir import reservoir, ridge
from lstm_core.running.trace import run
from lstm_core.tasks import Batch, Task
from lstm_core.tasks.homeland import whole

EXAM, EXAM_SEED = 256, 2**20  # sequences that no road learns from
PAIRS, TRIAL_BATCH = 32, 32  # evolution: 64 trials in a generation, each on the same 32 sequences
EPISODES, EVERY = 32, 5  # trial and error: episodes between two updates; updates between two exams
POLICY_UNITS, POLICY_RATE, PATIENCE = 16, 2e-2, 1.5


class Point(NamedTuple):
    """After this many sequences (episodes) this share of the exam is right; `network` is the learner itself."""

    seen: int
    right: float
    network: Network


def exam(task: Task, **levels: int) -> Batch:
    """The sequences that decide, always the same."""
    return task.sample(np.random.default_rng(EXAM_SEED), EXAM, **levels)


def by_evolution(cell: Cell, task: Task, units: int, seed: int, **levels: int) -> Iterator[Point]:
    """Generations of an evolution strategy, for ever; a trial's every sequence counts as seen."""
    rng = np.random.default_rng(seed)
    learner = Network.new(cell, (), units, 0, rng, input_size=task.input_size, outputs=task.outputs)
    asked = exam(task, **levels)
    yield Point(0, accuracy(learner, task, asked), learner)
    fitness = fitness_on(learner, task, TRIAL_BATCH, **levels)
    for found in evolve(fitness, flat(learner.parameters), rng, PAIRS):
        put_back(learner.parameters, found.theta)
        yield Point(found.number * 2 * PAIRS * TRIAL_BATCH, accuracy(learner, task, asked), learner)


def by_gradient(cell: Cell, task: Task, config: Config, asked: Batch, every: int = 5) -> Iterator[Point]:
    """Backpropagation as `config` says, with an exam every few steps."""
    learner = new_network(cell, task, config)
    yield Point(0, accuracy(learner, task, asked), learner)
    for progress in fit(learner, task, config):
        if progress.step % every == 0 or progress.step == config.steps:
            yield Point(progress.step * config.batch_size, accuracy(learner, task, asked), learner)


def by_reward(cell: Cell, corridor: int, seed: int) -> Iterator[Point]:
    """REINFORCE in a T-maze, for ever: the share of episodes that end at the reward."""
    rng = np.random.default_rng(seed)
    fresh = Network.new(cell, (), POLICY_UNITS, 0, rng, input_size=len(SEEN), outputs=ACTIONS)
    weights = with_chrono(cell, fresh.layers[0].weights, rng, corridor + 2)
    learner = Network((Layer(cell, weights),), None, fresh.readout_W, fresh.readout_b, (), len(SEEN), ACTIONS)
    yield Point(0, rewarded(learner, corridor), learner)
    for lesson in reinforce(learner, TMaze(corridor, PATIENCE), rng, EPISODES, POLICY_RATE):
        if lesson.number % EVERY == 0:
            yield Point(lesson.episodes, rewarded(learner, corridor), learner)


def rewarded(policy: Network, corridor: int) -> float:
    """The share of episodes that end at the reward."""
    lived = live(policy, TMaze(corridor, PATIENCE), np.random.default_rng(EXAM_SEED), EXAM)
    return float((lived.rewards == RIGHT_TURN).any(axis=0).mean())


def by_echo(cell: Cell, task: Task, units: int, radius: float, seed: int, sequences: int = 512, **levels: int) -> float:
    """The share of an exam right that a reservoir's linear reader answers, fitted on fresh sequences."""
    rng = np.random.default_rng(seed)
    weights = reservoir(cell, units, rng, radius)
    studied, asked = task.sample(rng, sequences, **levels), exam(task, **levels)
    rows, exam_rows = (each.last(run(cell, weights, each.inputs)["h"]) for each in (studied, asked))
    W, b = ridge(rows, np.eye(len(task.outputs))[studied.last(studied.targets)])
    return float(((exam_rows @ W.T + b).argmax(axis=1) == asked.last(asked.targets)).mean())


def by_hidden_states(task: Task, states: int, seed: int, restarts: int, rounds: int, sentences: int = 400) -> float:
    """The share of an exam right with the likeliest of several hidden Markov models that Baum–Welch has taught."""
    rng = np.random.default_rng(seed)
    ids, lengths = whole(task.sample(rng, sentences))
    found = []
    for _ in range(restarts):
        *_, (taught, likelihood) = islice(
            baum_welch(Markov.new(states, len(task.vocabulary), rng), ids, lengths), rounds
        )
        found.append((likelihood, taught))
    best = max(found, key=lambda pair: pair[0])[1]
    asked = exam(task)
    return float(task.solved(next_symbol(best, asked.inputs), asked).mean())
