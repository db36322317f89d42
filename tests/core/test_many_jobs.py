"""The jobs: tasks counted by hand, pooled gradients against a nudge, baselines against other ways to the same."""

import argparse
import json
import re

import numpy as np
import pytest

from benchmarks.many_jobs import FOLDER, RESULTS, measured
from lstm_core import CELLS, TASKS, Config
from lstm_core.command_line.train import options
from lstm_core.learning.run_reader import load_config
from lstm_core.learning.train import fit, new_network
from lstm_core.many_jobs import baselines, forecasting, measures, shipped
from lstm_core.many_jobs.pooled import Pooled
from lstm_core.many_jobs.recipes import JOBS, SEEDS, command
from lstm_core.tasks import reviews, seasons, sensor, sine_gap

NETWORKS = [(job, key) for job, about in JOBS.items() for key in about.networks]


def text(batch, column):
    return " ".join(reviews.VOCABULARY[k] for k in batch.inputs[: batch.lengths[column], column])


def verdict(words):
    """Read by a person's rules, written down a second time."""
    good = {word: word in reviews.GOOD for word in (*reviews.GOOD, *reviews.BAD)}
    clause = next(one for one in words.split(" . ") if set(one.split()) & set(good)).replace(" .", "")
    named = [word for word in clause.split() if word in good]
    if "got" in clause:
        return good[named[-1]]
    if "but" in clause:
        return good[clause.split(" but ")[1].split()[0]]
    if "not" in clause:
        before = clause.split(" not ")[0].split()[-1]
        return good[before] if before in good or before == "," else not good[named[-1]]
    return good[named[0]]


def test_every_review_means_what_a_person_reads_in_it():
    batch = TASKS["reviews"].sample(np.random.default_rng(0), 400)
    for column, asked in enumerate(batch.last(batch.targets)):
        words = text(batch, column).replace(" , not ", " not ")
        assert verdict(words) == bool(asked), words


@pytest.mark.parametrize("form", reviews.FORMS)
def test_reviews_of_tests_hold_pairs_of_opinions_that_training_never_shows(form):
    def found(batch):
        for column in range(batch.inputs.shape[1]):
            words = text(batch, column).split()
            good, bad = (next((w for w in words if w in kind), "") for kind in (reviews.GOOD, reviews.BAD))
            if good and bad:
                yield good, bad

    training = set(found(reviews.draw(np.random.default_rng(0), 500, form=form)))
    assert not training & set(found(reviews.unseen(form)))
    assert bool(training) == (form not in ("plain", "negation"))


def test_a_bag_of_words_cannot_tell_two_orders_of_the_same_words_apart():
    words = [reviews.FORMS["not … but"].format(thing="lamp", own=a, other=b) for a, b in (("ugly", "useful"),) * 1]
    turned = reviews.FORMS["not … but"].format(thing="lamp", own="useful", other="ugly")
    ids = np.array([[reviews.VOCABULARY.index(w) for w in one.split()] for one in (*words, turned)]).T
    batch = reviews.Batch(ids, np.zeros_like(ids), np.ones(ids.shape), np.full(2, len(ids)))
    np.testing.assert_array_equal(*baselines.bag_of_words(batch, len(reviews.VOCABULARY)))


def test_a_logistic_regression_is_where_its_gradient_is_nothing():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 3))
    y = (x @ [1.0, -2.0, 0.0] + rng.normal(size=200) > 0).astype(int)
    weights = baselines.logistic(x, y)
    off = y - baselines.said_by_logistic(weights, x)
    np.testing.assert_allclose(np.column_stack([x, np.ones(200)]).T @ off, baselines.PULL * weights, atol=1e-8)


def test_the_sensor_asks_for_the_product_of_two_signals_some_steps_ago():
    batch = TASKS["sensor"].sample(np.random.default_rng(0), 20)
    for t in range(sensor.DELAY, sensor.STEPS):
        past = batch.inputs[t - sensor.DELAY]
        np.testing.assert_allclose(batch.targets[t, :, 0], past[:, 0] * past[:, 1])
    assert not batch.weights[: sensor.DELAY].any()
    assert np.abs(np.diff(batch.inputs, axis=0)).max() < 6, "the signals are smooth"
    assert (sensor.signals(np.random.default_rng(1), 60, 2000) ** 2).mean() == pytest.approx(2 / 3 * 1.5, rel=0.1)


def test_a_gap_hides_the_wave_and_the_answer_goes_on_with_it():
    batch = TASKS["sine_gap"].sample(np.random.default_rng(0), 50, gap=(6, 30))
    hidden = sine_gap.hidden(batch)
    assert set(hidden.sum(axis=0)) <= set(range(6, 31))
    assert not batch.inputs[hidden].any()
    wave = batch.targets[..., 0]
    for column, length in enumerate(batch.lengths):
        own = wave[:length, column]
        turn = 2 * np.cos(2 * np.pi / sine_gap.PERIOD)  # a sine follows from its last two values
        np.testing.assert_allclose(own[2:], turn * own[1:-1] - own[:-2], atol=1e-9)
    perfect = batch.targets + 0.1
    assert sine_gap.solved(perfect, batch).all()
    assert not sine_gap.solved(batch.targets + 0.3, batch).any()


def test_the_values_of_a_series_follow_from_its_changes():
    own = seasons.made()
    np.testing.assert_allclose(own.values[:-1] + own.changes * own.typical, own.values[1:])
    known = own.ends[0]
    assert own.inputs[: known + 1].mean() == pytest.approx(0, abs=1e-12)
    batch = seasons.stretches(own, np.random.default_rng(0), 300)
    shown = {float(value) for value in batch.inputs.ravel()}
    assert not shown & {float(value) for value in own.inputs[known:]}, "training sees the learned rows alone"


def test_baselines_of_a_forecast_are_those_that_one_computes_by_hand():
    own = seasons.made()
    said = measures.forecasts(own, seasons.PERIOD)
    t = len(own.changes) - 1
    again = own.values[t + 1 - seasons.PERIOD]
    assert own.values[t] + said["same as last period"][t, 0, 0] * own.typical == pytest.approx(again)
    assert not said["no change"].any()
    rows = np.array([[*own.inputs[k - 11 : k + 1][::-1], 1] for k in range(12, own.ends[0])])
    line = np.linalg.lstsq(rows, own.changes[12 : own.ends[0]], rcond=None)[0]
    assert said["a line through 12 rows"][t, 0, 0] == pytest.approx([*own.inputs[t - 11 : t + 1][::-1], 1] @ line)


def test_a_value_a_period_ago_is_found_behind_a_gap():
    values = np.arange(1.0, 13.0)[:, None]
    seen = np.ones_like(values, bool)
    seen[6:] = False
    found = baselines.a_period_ago(np.where(seen, values, 0), seen, 4)[:, 0]
    assert found.tolist() == [0, 0, 0, 1, 2, 3, 4, 5, 6, 3, 4, 5]
    assert baselines.last_seen(np.where(seen, values, 0), seen)[-1, 0] == 6


@pytest.mark.parametrize("attention", [True, False])
def test_gradients_of_a_pooled_network_match_a_nudge(attention):
    config = Config("gru", "reviews", hidden_size=3, embedding_size=2, bidirectional=True, dtype="float64")
    pooled = Pooled.new(CELLS["gru"], TASKS["reviews"], config, attention)
    batch = TASKS["reviews"].sample(np.random.default_rng(1), 5)
    _, gradients = pooled.loss(batch)
    assert gradients.keys() == pooled.parameters.keys()
    for name, array in pooled.parameters.items():
        place = tuple(np.random.default_rng(2).integers(0, side) for side in array.shape)
        kept, losses = array[place], []
        for nudge in (1e-6, -1e-6):
            array[place] = kept + nudge
            losses.append(pooled.loss(batch)[0])
        array[place] = kept
        assert (losses[0] - losses[1]) / 2e-6 == pytest.approx(gradients[name][place], abs=1e-8), name


def test_padding_changes_nothing_that_a_pooled_network_says():
    one = JOBS["reviews"].networks
    for key in ("both", "attention"):
        pooled = shipped.load(FOLDER, one[key], 0)
        batch = reviews.unseen(count=6)
        whole = pooled.run(batch.inputs, batch.lengths)
        for column, length in enumerate(batch.lengths):
            alone = pooled.run(batch.inputs[:length, [column]])
            np.testing.assert_allclose(alone.probs[0], whole.probs[column], atol=1e-6)
        if whole.weights is not None:
            np.testing.assert_allclose(whole.weights.sum(axis=0), 1, atol=1e-6)


@pytest.mark.parametrize(("job", "key"), NETWORKS)
def test_a_shipped_network_is_what_its_command_trains(job, key):
    one = JOBS[job].networks[key]
    for seed in SEEDS:
        assert shipped.place(FOLDER, one, seed).exists()
        if not one.pooled:
            assert load_config(shipped.place(FOLDER, one, seed)) == one.seed(seed)

    parser = argparse.ArgumentParser()
    options(parser)
    given = parser.parse_args(command(one.seed(1)).split()[4:])
    chosen = {name: value for name, value in vars(given).items() if hasattr(one.config, name) and value is not None}
    assert Config(**{"cell": "lstm"} | chosen) == one.seed(1)


def test_a_short_training_begins_as_the_shipped_one_did():
    one = JOBS["sensor"].networks["lstm"]
    config = one.config
    losses = fit(new_network(CELLS[config.cell], TASKS[config.task], config), TASKS[config.task], config)
    first = [next(losses).loss for _ in range(10)][-1]
    metrics = (shipped.place(FOLDER, one, 0) / "metrics.jsonl").read_text().splitlines()
    assert json.loads(metrics[0])["loss"] == pytest.approx(first, rel=1e-3)


@pytest.mark.parametrize("job", JOBS)
def test_what_ships_measured_is_measured_again(job):
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))[job]
    again = measured(job)
    assert kept["parameters"] == again["parameters"]
    for title, shares in kept["networks"].items():
        assert shares == pytest.approx(again["networks"][title], abs=2e-3)
    assert kept["baselines"] == pytest.approx(again["baselines"], abs=2e-3)


def test_what_ships_is_small():
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    assert size < 1_500_000


def test_a_forecast_of_ones_own_rows_learns_and_its_band_holds_most_of_what_came():
    rng, time = np.random.default_rng(0), np.arange(300)
    own = forecasting.series(np.sin(2 * np.pi * time / 10) + rng.normal(0, 0.1, 300), "rows")
    assert forecasting.period(own) == 10
    network = forecasting.untrained(own, CELLS["lstm"])
    for _ in forecasting.learn(own, network):
        pass
    ahead, told = forecasting.one_ahead(network, own), own.ends[1]
    still = np.sqrt((np.diff(own.values)[told:] ** 2).mean())
    assert np.sqrt(((ahead.values - own.values[1:])[told:] ** 2).mean()) < 0.5 * still
    inside = (ahead.low <= own.values[1:]) & (own.values[1:] <= ahead.high)
    assert inside[told:].mean() > 0.5
    alone = forecasting.left_alone(network, own, 20)
    first = own.values[told] + network.run(own.inputs[: told + 1, None, None]).logits[-1, 0, 0] * own.typical
    assert alone.values[0] == pytest.approx(first)
    assert (alone.low <= alone.high).all()


WAVE = np.sin(np.arange(100.0))


def with_one(row: int, value: float) -> np.ndarray:
    return np.where(np.arange(100) == row, value, WAVE)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (np.arange(1.0), "has 1 row; a forecast takes from 60 to 20,000"),
        (np.arange(10.0), "has 10 rows; a forecast"),
        (np.zeros(30_000), "has 30,000 rows; a forecast"),
        (np.zeros(100), "never change"),
        (np.where(np.arange(100) < 80, WAVE, 1.0), "never changes in its last rows"),
        (WAVE * 1e300, "goes from -1e+300 to 1e+300: numbers of this size cannot be computed with"),
        (WAVE * 1e-170, "cannot be computed with"),
        (with_one(5, 1e200), "cannot be computed with"),
        (with_one(95, 1e9), "to 1e+09 after row 95 of numbers, beyond all that the rows before could teach"),
    ],
)
def test_a_series_that_cannot_be_forecast_is_refused_in_a_sentence(values, says):
    with pytest.raises(ValueError, match=re.escape(says)) as refused:
        forecasting.series(values, "rows.csv")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("size", [1e90, 1e-90])
@pytest.mark.parametrize("far", [0.0, 1e9])
def test_a_forecast_is_the_same_in_every_unit_and_wherever_zero_is(size, far):
    plain = forecasting.series(WAVE, "rows.csv")
    network = forecasting.untrained(plain, CELLS["lstm"]).astype(np.float64)
    moved = forecasting.series((WAVE + far) * size, "rows.csv")
    for forecast in (forecasting.one_ahead, lambda *told: forecasting.left_alone(*told, 9)):
        for here, there in zip(forecast(network, plain), forecast(network, moved), strict=True):
            np.testing.assert_allclose(there / size - far, here, atol=1e-5)
