"""The trainer's own proof on trial: each deliberate error in it must be caught."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Error

from benchmarks.live.twin import Twin
from tests.browser.live import test_trainer as held
from tests.browser.live import test_trainer_ends as ends
from tests.support.sampled import one_in
from tools.chromium import Screen
from tools.server import ROOT

# (file of static/, what stands there, the deliberate error, what it is)
ERRORS = [
    ("trainer/part.js", "(from + b) % sequences", "(from + b + 1) % sequences", "one sequence too late"),
    ("trainer/part.js", "(from + b) % sequences", "(from + b) % (sequences - 1)", "the last sequence forgotten"),
    ("trainer/stored.js", "begins[k] + length", "begins[k] + length - 1", "each sequence begins a step early"),
    (
        "trainer/part.js",
        "[first + t * stride, t * count + b]",
        "[t * stride, t * count + b]",
        "all sequences are the first",
    ),
    ("trainer/part.js", "here * reads + d] = inputs", "here + d] = inputs", "pairs of numbers overwritten"),
    ("trainer/part.js", "weights[marks[there]]", "weights[Math.min(1, marks[there])]", "weights forgotten"),
    ("trainer/drawn.js", "n + 1]", "n]", "every block by the seed of the one before"),
    ("live/random/generator.js", "has = !has;", "has = true;", "half of each word thrown away"),
    ("live/random/pcg64.js", "turn & 32", "turn & 16", "words turned too far"),
    ("trainer/pool.js", "off[n] < within", "off[n] < 2 * within", "near is twice as near"),
    ("trainer/pool.js", "if (!asked[places[n]]) continue;", "", "every scored step decides"),
    ("trainer/pool.js", "places[n] % sequences", "n % sequences", "the wrong sequence is solved"),
    ("trainer/training.js", "sequences += now.batch", "sequences += 8", "always as many sequences as at the start"),
    ("trainer/training.js", "rate: now.rate", "rate: settings.rate", "the rate stays"),
    ("trainer/training.js", "clip: now.clip", "clip: settings.clip", "the clip stays"),
    ("trainer/training.js", "level === now.length", "level === settings.length", "the length stays"),
    ("trainer/training.js", "[updates * now.batch, []]", "[0, []]", "begins where the pool begins"),
    ("trainer/training.js", "sign * now.forget_bias", "now.forget_bias + 1", "a start that is added"),
    ("trainer/training.js", "value + sign * (to - from)", "sign * to", "a bias written, not added to"),
    (
        "trainer/training.js",
        "learner.weights()), learner.moments()",
        "learner.weights())",
        "Adam forgets at a change of batch",
    ),
    ("trainer/training.js", "open(wearing(model, learner.weights())", "open(begun && (begun)", "begun anew"),
    ("trainer/training.js", "from += now.batch", "from += 2 * now.batch", "every other held-out batch"),
    ("trainer/looks.js", "learner.wear(weights);", "", "the first network is looked at for ever"),
    ("trainer/looks.js", "Math.hypot(...d", "Math.max(...d", "the largest number, not the length"),
    ("trainer/looks.js", "(w + edge) / (2 * edge)", "(w + edge) / edge", "a histogram of half"),
    ("trainer/engine.js", "training.reset();", "", "reset forgotten"),
    ("trainer/ends.js", "=> sequences >= limit,", "=> sequences > limit,", "an update past the limit"),
    ("trainer/ends.js", "limit += each;", "limit += 1;", "whoever goes on is stopped at once"),
    ("trainer/ends.js", "all && (said || now)", "false", "solved said again and again"),
    ("trainer/engine.js", "k < n && running", "k <= n && running", "a step too many"),
    ("trainer/files.js", "data_offsets: [size, size", "data_offsets: [0, 0", "all arrays begin at 0"),
    ("trainer/files.js", "begin + from + bytes * k", "begin + bytes * k", "all arrays are the first"),
    ("trainer/files.js", "shape[k] === all[symbol]", "shape[k] > 0", "sizes that do not fit"),
    ("trainer/refusals.js", "work > limits.work", "work > 2 * limits.work", "a limit twice as far"),
    (
        "trainer/trainer.js",
        "settings: { ...now }, moments",
        "settings: now, moments",
        "a hand before there is a worker",
    ),
]


def small(twin: Twin, tmp_path: Any) -> None:
    """The proof, as small as it catches all of these.

    What comes before the page has its first worker stands first, then what one training proves: so an error ends soon.
    """
    for name in held.CHANGES:
        held.test_what_is_changed_while_it_trains_acts_from_the_next_update_on(twin, name)
    held.test_the_histogram_counts_every_weight_once(twin)
    ends.test_units_times_length_times_batch_has_a_limit_that_is_said(twin)
    ends.test_whoever_goes_on_from_a_limit_really_goes_on_to_the_next_one(twin)
    ends.test_whoever_goes_on_from_what_is_solved_is_not_stopped_before_something_was_wrong(twin)
    ends.test_its_file_is_a_network_of_the_core(twin, tmp_path, 5)
    ends.test_a_file_of_the_core_goes_on_in_the_page_with_as_many_units_as_it_has(twin, tmp_path, "float64")
    kind = "sizes that do not belong together"
    ends.test_a_file_that_does_not_fit_is_refused_in_a_sentence_and_nothing_is_lost(twin, tmp_path, kind)
    held.test_the_fixed_sequence_is_seen_from_inside_and_its_signal_step_by_step(twin)
    held.test_another_size_of_a_batch_goes_on_with_the_next_sequences(twin)
    held.test_reset_is_back_where_the_seed_began_with_the_settings_as_they_are(twin)
    held.test_a_forget_bias_before_the_first_update_is_where_the_bias_starts(twin)
    held.test_a_forget_bias_is_added_to_what_the_bias_has_become(twin, "lstm")
    held.test_stored_sequences_that_end_come_round_and_that_is_said(twin)
    for task, cell in (("temporal_order", "gru"), ("adding", "lstm"), ("france", "lstm"), ("copy", "rnn")):
        asked = held.training(task, cell, steps=6)
        sequences = asked.pool()
        network, state = asked.begun()
        for _ in range(2):
            heard = held.follow(twin.page, sequences, network, ("step", 3), state=state)
            held.assert_the_same(heard, asked, network, state, 3)
    for task in ("adding", "copy", "france"):
        held.test_shares_of_held_out_sequences_are_the_tasks_own_judgement(twin, task)


@pytest.fixture(scope="module")
def own(twin: Twin) -> Iterator[tuple[Screen, Twin]]:
    """A tab of its own for the small proof."""
    screen = Screen(twin.page.context.browser)
    screen.page.goto(twin.page.url)
    yield screen, Twin(screen.page)
    screen.close()


def test_without_an_error_the_small_proof_holds(own, tmp_path):
    small(own[1], tmp_path)


def test_what_a_deliberate_error_changes_stands_there_once():
    """Of all of them on each change, though most are tried at night."""
    for file, text, _, what in ERRORS:
        assert (ROOT / "static" / file).read_text(encoding="utf-8").count(text) == 1, f"{file}: {what}"


@pytest.mark.parametrize(
    ("file", "text", "error"), one_in(6, [row[:3] for row in ERRORS]), ids=[f"{r[0]}: {r[3]}" for r in ERRORS]
)
def test_a_deliberate_error_is_caught(own, tmp_path, file, text, error):
    screen, twin = own
    source = (ROOT / "static" / file).read_text(encoding="utf-8")
    address = f"**/{file}"
    screen.page.route(
        address, lambda route: route.fulfill(body=source.replace(text, error), content_type="text/javascript")
    )
    try:
        screen.page.goto(screen.page.url)  # a new document imports all modules again
        with pytest.raises((AssertionError, Error, ValueError)):
            small(twin, tmp_path)
    finally:
        screen.page.unroute(address)
