"""Several trainings of one cell at once, each with the losses that it would have alone: small networks wait less."""

import time
from collections.abc import Iterator, Sequence

import numpy as np

from lstm_core.fast.many_models import ManyModels
from lstm_core.fast.plan import Plan
from lstm_core.fast.pool import POOL
from lstm_core.fast.reverse import Reverse
from lstm_core.learning.config import Config
from lstm_core.learning.curriculum import draw
from lstm_core.learning.train import Progress, TrainingState, learned
from lstm_core.networks.loss import answered, finished
from lstm_core.networks.network import Network
from lstm_core.tasks import Task


def fit_side_by_side(
    networks: Sequence[Network],
    task: Task,
    configs: Sequence[Config],
    states: Sequence[TrainingState] | None = None,
) -> Iterator[tuple[Progress, ...]]:
    """Train M networks, in place, as `fit` trains each of them; M Progress after each step.

    They differ in seed, rate and the like, but not in cell, sizes, number of steps or size of a batch; they read
    forward and leave nothing out. `seconds` is each one's share of the time. Raises ValueError, in a sentence, for
    networks that cannot be trained so, and FloatingPointError, with its seed, where a loss is no longer finite.
    """
    layers = Layers(networks)
    _check(networks, configs)
    if states is None:
        states = [TrainingState.new(network, task, config) for network, config in zip(networks, configs, strict=True)]
    every = list(zip(networks, configs, states, strict=True))
    while states[0].step < configs[0].steps:
        start = time.perf_counter()
        batches = [draw(task, config, state.step + 1, state.level) for _, config, state in every]
        h = layers.up([network.vectors(batch.inputs) for network, batch in zip(networks, batches, strict=True)])
        d_h, above = np.zeros_like(h), []
        for m, (network, batch) in enumerate(zip(networks, batches, strict=True)):
            found, d_h[: len(batch.inputs), m] = answered(network, h[: len(batch.inputs), m], batch)
            above.append(found)
        of_layers, d_x = layers.down(d_h)
        steps = []
        for m, (network, config, state) in enumerate(every):
            d_words = d_x[: len(batches[m].inputs), m]
            found = finished(network, batches[m], above[m], {n: d[m] for n, d in of_layers.items()}, d_words)
            try:
                steps.append(learned(network, task, config, state, batches[m], found))
            except FloatingPointError as error:
                raise FloatingPointError(f"seed {config.seed}: {error}") from None
        share = (time.perf_counter() - start) / len(every)
        for state in states:
            state.seconds += share
        yield tuple(step._replace(seconds=state.seconds) for step, state in zip(steps, states, strict=True))


class Layers:
    """The layers of M networks of one kind, layer by layer as one program each."""

    def __init__(self, networks: Sequence[Network]):
        first = networks[0]
        self.plans: list[Plan] = []
        for k, layer in enumerate(first.layers):
            plan = POOL.plan(layer.cell)
            if plan is None:
                raise ValueError(f"{layer.cell.title} has no fast program, so it is trained alone; use fit")
            self.plans.append(plan)
            for network in networks:
                same = [(n, a.shape, a.dtype) for n, a in network.parameters.items()] == [
                    (n, a.shape, a.dtype) for n, a in first.parameters.items()
                ]
                if not same or network.layers[k].cell.text != layer.cell.text or network.reverse:
                    raise ValueError("networks side by side have one cell, one size and one direction, all the same")
        self.networks = networks
        self.programs: dict[tuple[int, int, int, int], tuple[ManyModels, Reverse]] = {}

    def up(self, xs: Sequence[np.ndarray]) -> np.ndarray:
        """Each network's x (T, B, D), of any length -> h of the last layer (T, M, B, H), T being the longest."""
        steps, (batch, size) = max(map(len, xs)), xs[0].shape[1:]
        x = np.zeros((steps, len(xs), batch, size), xs[0].dtype)
        for m, one in enumerate(xs):
            x[: len(one), m] = one
        self.shape, x = (steps, len(xs), batch), x.reshape(steps, -1, size)
        self.used = []
        for k, (cell, _) in enumerate(self.networks[0].layers):
            weights = {
                n: np.stack([network.layers[k].weights[n] for network in self.networks]) for n in cell.parameters
            }
            units = cell.sizes(self.networks[0].layers[k].weights)[1]
            _, wide, size = x.shape
            program, reverse = self._program(k, steps, wide, size, units, x.dtype)
            program.forward(weights, x, {name: np.zeros((wide, units), x.dtype) for name in cell.states})
            self.used.append(reverse)
            x = program.value("h")[:steps].transpose(0, 2, 1)
        return x.reshape(*self.shape, -1)

    def down(self, d_h: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """({"layers.0.W_xi": the gradients (M, H, D), …}, that of x (T, M, B, D)) of the latest run, given dL/dh."""
        steps, gradients, d = self.shape[0], {}, d_h.reshape(self.shape[0], -1, d_h.shape[-1])
        for k in reversed(range(len(self.used))):
            found, d, _, _ = self.used[k].run(steps, {"h": d}, {})
            for name, array in self.networks[0].layers[k].weights.items():
                gradients[f"layers.{k}.{name}"] = found.get(name, np.zeros((len(self.networks), *array.shape)))
        return gradients, d.reshape(*self.shape, -1)

    def _program(
        self, k: int, steps: int, batch: int, inputs: int, units: int, dtype: np.dtype
    ) -> tuple[ManyModels, Reverse]:
        capacity = max(8, 1 << (steps - 1).bit_length())
        key = k, capacity, batch, inputs
        if key not in self.programs:
            program = ManyModels(len(self.networks), self.plans[k], capacity, batch, inputs, units, dtype)
            self.programs[key] = program, Reverse(program, ["h"], False)
        return self.programs[key]


def _check(networks: Sequence[Network], configs: Sequence[Config]) -> None:
    if len(configs) != len(networks):
        raise ValueError(f"each of {len(networks)} networks has its config, got {len(configs)}")
    if len({(config.steps, config.batch_size) for config in configs}) > 1:
        raise ValueError("trainings side by side have one number of steps and one size of a batch")
    if any(config.dropout for config in configs):
        raise ValueError("trainings side by side leave nothing out; use fit for dropout")
