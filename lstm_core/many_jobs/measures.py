"""How well each network and each baseline does a job on data that training never showed, as shares from 0 to 1."""

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from lstm_core.many_jobs import baselines
from lstm_core.many_jobs.pooled import Pooled
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, homograph, reviews, seasons, sensor, sine_gap

LEARNED_FROM = 3000  # sequences from which a baseline learns


def explained(outputs: np.ndarray, batch: Batch, scored: np.ndarray | None = None) -> float:
    """The share of the mean square of the targets that is explained: 1 - error / target, 0 for who always says 0."""
    scored = batch.weights > 0 if scored is None else scored
    wanted = batch.targets[scored]
    return float(1 - ((outputs[scored] - wanted) ** 2).mean() / (wanted**2).mean())


def right(outputs: np.ndarray, batch: Batch) -> float:
    """The share of scored steps at which the likeliest choice is the right one."""
    scored = batch.weights > 0
    return float((outputs[scored].argmax(axis=-1) == batch.targets[scored]).mean())


def held_out(job: str) -> Batch:
    """The data on which a job is measured."""
    return {
        "reviews": reviews.unseen,
        "tagging": lambda: homograph.draw(np.random.default_rng([2, 256]), 300),
        "sensor": sensor.unseen,
        "forecast": lambda: seasons.last_rows(seasons.made()),
        "gap": sine_gap.unseen,
    }[job]()


def scored(job: str, outputs: np.ndarray, batch: Batch) -> float:
    """A job's measure of what was answered."""
    if job in ("reviews", "tagging"):
        return right(outputs, batch)
    return explained(outputs, batch, sine_gap.hidden(batch) if job == "gap" else None)


def of_network(job: str, network: Network | Pooled, batch: Batch | None = None) -> float:
    """A job's measure of a trained network."""
    batch = held_out(job) if batch is None else batch
    return scored(job, said(network, batch), batch)


def said(network: Network | Pooled, batch: Batch) -> np.ndarray:
    """What a network answers at each step, (T, B, K); one that pools answers once, for all steps."""
    if isinstance(network, Pooled):
        probs = network.run(batch.inputs, batch.lengths).probs
        return np.broadcast_to(probs, (len(batch.inputs), *probs.shape))
    return network.run(batch.inputs, lengths=batch.lengths).logits


def answers(job: str, batch: Batch) -> dict[str, np.ndarray]:
    """{baseline: what it answers at each step, (T, B, K)}; a choice as the probability of each."""
    return ANSWERS[job](batch)


def of_baselines(job: str) -> dict[str, float]:
    """{baseline: the job's measure of it}."""
    batch = held_out(job)
    return {name: scored(job, outputs, batch) for name, outputs in answers(job, batch).items()}


def _reviews(batch: Batch) -> dict[str, np.ndarray]:
    counts = baselines.bag_of_words(batch, len(reviews.VOCABULARY))
    for_it = baselines.said_by_logistic(_words_weigh(), counts)
    said = np.broadcast_to(np.stack([1 - for_it, for_it], axis=1), (*batch.inputs.shape, 2))
    return {"bag of words": said}


@cache
def _words_weigh() -> np.ndarray:
    known = reviews.draw(np.random.default_rng(1), LEARNED_FROM)
    return baselines.logistic(baselines.bag_of_words(known, len(reviews.VOCABULARY)), known.last(known.targets))


def _tagging(batch: Batch) -> dict[str, np.ndarray]:
    known = homograph.draw(np.random.default_rng(1), LEARNED_FROM)
    share = np.bincount(known.targets[known.weights > 0], minlength=2) / known.weights.sum()
    return {"commonest tag": np.broadcast_to(share, (*batch.inputs.shape, 2))}


def _sensor(batch: Batch) -> dict[str, np.ndarray]:
    weights, middle = _sensor_line()
    return {
        "a line through 12 rows": baselines.said_by_line(weights, batch.inputs),
        "the mean": np.full(batch.targets.shape, middle),
    }


@cache
def _sensor_line() -> tuple[np.ndarray, float]:
    known = sensor.draw(np.random.default_rng(1), 500)
    return baselines.line(known), float(known.targets[known.weights > 0].mean())


def _forecast(batch: Batch) -> dict[str, np.ndarray]:
    return forecasts(seasons.made(), seasons.PERIOD)


def forecasts(series: seasons.Series, period: int) -> dict[str, np.ndarray]:
    """What the baselines say of each change of a series, (T, 1, 1)."""
    batch, known = seasons.last_rows(series), series.ends[0]
    weights = np.zeros(batch.weights.shape, np.float32)
    weights[min(baselines.ROWS, known // 2) : known] = 1
    learned = baselines.line(Batch(batch.inputs, batch.targets, weights, batch.lengths))
    again = np.zeros_like(batch.targets)
    steps = np.arange(period - 1, len(series.changes))
    again[steps, 0, 0] = (series.values[steps + 1 - period] - series.values[steps]) / series.typical
    return {
        "a line through 12 rows": baselines.said_by_line(learned, batch.inputs),
        "same as last period": again,
        "no change": np.zeros_like(batch.targets),
    }


def _gap(batch: Batch) -> dict[str, np.ndarray]:
    values, seen = batch.inputs[..., 0], batch.inputs[..., 1] > 0
    return {
        "same as last period": baselines.a_period_ago(values, seen, sine_gap.PERIOD)[..., None],
        "no change": baselines.last_seen(values, seen)[..., None],
    }


ANSWERS: Mapping[str, Callable[[Batch], dict[str, np.ndarray]]] = {
    "reviews": _reviews,
    "tagging": _tagging,
    "sensor": _sensor,
    "forecast": _forecast,
    "gap": _gap,
}
