"""Moving pictures: films bounce as they should, the judge is fair, and the lesson shows what the network predicts."""

import json

import numpy as np
import pytest

from benchmarks.moving import films
from lstm_core import CELLS, TASKS, Network
from lstm_core.networks.writing import alone
from lstm_core.tasks import bouncing
from lstm_core.tasks.bouncing import READ, SETTLED, SIDE, SQUARE, STEPS, bounced, errors, film
from tests.support.mounted import prose
from ui import guesses
from ui.components import network
from ui.lessons.moving import hero, numbers, votes, words


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_a_square_walks_to_the_wall_and_back():
    place, pace = np.array([[[0, 7]]]), np.array([[[1, 2]]])
    pictures = film(place, pace, np.array([[True]]), 4)
    rows, columns = zip(*[[axis.min() for axis in np.nonzero(picture[0, 0])] for picture in pictures], strict=True)
    assert rows == (0, 1, 2, 3)
    assert columns == (7, 9, 7, 5)
    assert (pictures.sum(axis=(1, 2, 3, 4)) == SQUARE**2).all()


def test_every_square_stays_in_the_picture_and_keeps_its_pace():
    place, pace = bouncing.started(rng(), (2, 50))
    size = np.abs(pace)
    for _ in range(60):
        place, pace = bounced(place + pace, pace, SIDE - SQUARE)
        assert place.min() >= 0
        assert place.max() <= SIDE - SQUARE
        np.testing.assert_array_equal(np.abs(pace), size)


def test_each_target_is_the_next_picture_and_only_settled_ones_are_scored():
    batch = TASKS["bouncing"].sample(rng(), 6)
    np.testing.assert_array_equal(batch.targets[:-1], batch.inputs[1:])
    assert batch.inputs.shape == (STEPS, 6, 1, SIDE, SIDE)
    np.testing.assert_array_equal(batch.weights.any(axis=1), np.arange(STEPS) >= SETTLED)


@pytest.mark.parametrize("squares", [1, 2])
def test_the_level_is_the_number_of_squares(squares):
    batch = TASKS["bouncing"].sample(rng(), 40, squares=squares)
    area = batch.inputs.sum(axis=(2, 3, 4))
    assert area.max() == squares * SQUARE**2


def test_copying_solves_no_film_and_the_truth_solves_all():
    batch = TASKS["bouncing"].sample(rng(), 20)
    assert bouncing.solved(batch.targets, batch).all()
    assert not bouncing.solved(batch.inputs, batch).any()
    moved = batch.inputs[:, :, 0] != batch.targets[:, :, 0]
    np.testing.assert_allclose(errors(batch.inputs, batch), moved.mean(axis=(2, 3)), rtol=1e-6)


def toy(seed: int = 0) -> Network:
    return Network.new(CELLS["conv_lstm"], (), 2, 0, rng(seed), input_size=1, outputs=("brightness",), output="number")


def test_a_network_on_its_own_reads_what_it_predicted():
    network, inputs = toy(), rng().normal(size=(3, 2, 1, 4, 4))
    whole = inputs
    for _ in range(3):
        whole = np.concatenate([whole, network.run(whole).logits[-1:]])
    np.testing.assert_allclose(alone(network, inputs, 3), whole[3:], rtol=1e-12)
    with pytest.raises(ValueError, match="as many numbers as it reads"):
        alone(Network.new(CELLS["lstm"], ("a", "b"), 2, 0, rng()), np.zeros((1, 1), int), 2)


@pytest.mark.parametrize("squares", [1, 2])
def test_the_shipped_errors_are_those_of_the_shipped_networks_and_five_times_below_copying(squares):
    found, batch = numbers.shipped(squares), films(squares)
    few = slice(0, 40)
    outputs = numbers.network().run(batch.inputs[:, few]).logits
    ours = float(((outputs - batch.targets[:, few]) ** 2)[SETTLED:].mean())
    assert ours == pytest.approx(np.mean(found["seeds"][0][SETTLED:]), rel=0.35), "of a fifth of the films"
    for seed in found["seeds"]:
        assert bouncing.BETTER * np.mean(seed[SETTLED:]) < np.mean(found["copy"][SETTLED:])
    assert errors(batch.inputs, batch).mean(axis=1) == pytest.approx(found["copy"], abs=1e-5)


def test_each_prediction_was_made_before_its_picture_came():
    trace, predicted = numbers.seen(3, 2), numbers.predicted(3, 2)
    assert len(predicted) == len(numbers.came(3, 2)) - 1 == STEPS
    for k in (0, 5, STEPS - 1):
        until = numbers.network().run(trace.inputs[: k + 1])
        np.testing.assert_allclose(predicted[k], until.logits[-1, 0, 0], atol=1e-5)
    np.testing.assert_allclose(numbers.on_its_own(3, 2)[0], predicted[READ - 1], atol=1e-5)


def test_the_guess_is_judged_by_the_errors_of_the_film_that_is_shown():
    truth, predicted = numbers.came(6, 2), numbers.predicted(6, 2)
    ours, copied = (((p - truth[1:]) ** 2)[SETTLED:].mean() for p in (predicted, truth[:-1]))
    assert numbers.share(6, 2) == pytest.approx(ours / copied, rel=1e-5)
    near = min(votes.OPTIONS.values(), key=lambda share: abs(np.log(share * copied / ours)))
    assert votes.OPTIONS[votes.right_option(6, 2)] == near
    told = {level["what"]: level["value"] for level in votes.levels(6, 2, "half as large")}
    assert told == pytest.approx({"truth": ours, "guess": copied / 2}, rel=1e-5)
    assert [level["what"] for level in votes.levels(6, 2, guesses.SHOW)] == ["truth"]


def decoded(message: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    size = int.from_bytes(message[:4], "little")
    header, floats = json.loads(message[4 : 4 + size]), np.frombuffer(message[4 + size :], "<f4")
    places = header["arrays"].items()
    return header, {
        name: floats[place["offset"] :][: np.prod(place["shape"])].reshape(place["shape"]) for name, place in places
    }


@pytest.mark.parametrize("squares", [1, 2])
def test_before_the_guess_nothing_of_the_network_is_sent_or_said(opened, squares):
    page = opened("moving", moving_squares=str(squares), moving_all_open="true", moving_alone_open="true")
    assert not page.error
    header, arrays = decoded(hero.message(numbers.USUAL, squares, None))
    assert set(arrays) == {"came", "copied"}
    assert [line["name"] for line in header["errors"]["lines"]] == [numbers.COPY]
    assert not header["errors"]["levels"]
    assert not page.get("plotly_chart")
    text = prose(page)
    assert "times smaller" not in text + str(header)
    _, said, _ = votes.which_squares(guessed=False)
    assert not any(letter.isdigit() for letter in "".join(said.values()))


def test_after_the_guess_the_message_holds_what_the_run_computed():
    header, arrays = decoded(hero.message(4, 2, "half as large"))
    trace = numbers.seen(4, 2)
    np.testing.assert_array_equal(arrays["came"], trace.inputs[:, 0, 0])
    np.testing.assert_array_equal(arrays["predicted"], trace.logits[:-1, 0, 0])
    assert [name["name"] for name in header["pixel"]["names"]] == list(hero.MAPS)
    assert header["pixel"]["network"] == network.name(numbers.network()), "which computes them in the page"
    ours, copied = (line["values"] for line in header["errors"]["lines"])
    np.testing.assert_allclose(ours, ((arrays["predicted"] - arrays["came"][1:]) ** 2).mean(axis=(1, 2)), rtol=1e-5)
    np.testing.assert_allclose(copied, (np.diff(arrays["came"], axis=0) ** 2).mean(axis=(1, 2)), rtol=1e-5)


def test_the_film_of_a_pixel_shows_the_values_of_the_run_that_the_strips_show():
    film, trace = numbers.pixel(2, 1, row=4, column=9), numbers.seen(2, 1)
    for name, k in film.cell.graph.names.items():
        np.testing.assert_allclose(film.node_arrays[k], trace.layers[0][name][:, 0, :, 3, 8], atol=1e-5)
    assert film.cues == tuple(np.nonzero(trace.inputs[:, 0, 0, 3, 8])[0])


def test_the_half_lives_of_a_pixel_are_those_of_its_forget_gate():
    forget = numbers.seen(2, 1).layers[0]["f"][:, 0, :, 3, 8].astype(float)
    lives = -len(forget) * np.log(2) / np.log(forget).sum(axis=0)
    spoken = words.spoken_pixel(2, 1, row=4, column=9)
    assert f"within {np.median(lives):.1f} pictures" in spoken
    assert f"Unit {lives.argmax()} keeps longest: it takes {lives.max():.1f} pictures." in spoken


def test_the_lesson_shows_another_film_and_another_pixel_when_asked(opened):
    asked = {"moving_guess": guesses.SHOW, "moving_pixel_open": "true", "moving_row": "2", "moving_column": "11"}
    page = opened("moving", moving_film="4", moving_squares="1", **asked)
    assert not page.error
    assert words.spoken_pixel(4, 1, 2, 11) in prose(page)
    page.slider(key="moving_film").set_value(7).run()
    assert words.spoken_pixel(7, 1, 2, 11) in prose(page)


def test_a_missing_run_is_said_in_a_sentence_and_the_rest_stays(opened, monkeypatch, tmp_path):
    monkeypatch.setattr(numbers, "RUN", tmp_path / "bouncing-conv_lstm-0")
    for cached in (numbers.network, numbers.seen, numbers.pixel, hero.message):
        cached.clear()
    page = opened("moving")
    assert "bouncing-conv" in page.error[0].value.replace("\\", "")
    assert not page.exception
    for cached in (numbers.network, numbers.seen, numbers.pixel, hero.message):
        cached.clear()
