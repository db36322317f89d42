"""Translation: exact gradients for every kind of translator, files, dates, and what the shipped networks can do."""

import datetime

import numpy as np
import pytest

from lstm_core import CELLS, run
from lstm_core.translation import attention, dates
from lstm_core.translation.decoders import NO_ATTENTION
from lstm_core.translation.encoders import SELF
from lstm_core.translation.first_translator import new_translator
from lstm_core.translation.scores import KINDS as SCORES
from lstm_core.translation.training import fit, loss_and_gradients
from lstm_core.translation.translator import Translator
from lstm_core.translation.translator_file import load_translator, save_translator
from tests.support.oracles import central_difference, relative_error

KINDS = [
    *(("lstm", kind, "lstm") for kind in (*SCORES, NO_ATTENTION)),
    (SELF, "additive", "lstm"),
    ("gru", "general", "rnn"),
    ("gru", NO_ATTENTION, "gru"),
]


def small(encoder: str, kind: str, decoder: str) -> Translator:
    made = new_translator(dates.SOURCE, dates.TARGET, np.random.default_rng(0), 4, 3, kind, encoder, decoder)
    for array in made.parameters.values():
        array *= 2  # fresh weights look everywhere alike: gradients of the attention would drown in rounding
    return made


def batch(count: int = 3) -> dates.Pairs:
    found = dates.sample(np.random.default_rng(3), dates.split()[0], count)
    return found._replace(given=found.given[:4], target=found.target[:4])


@pytest.mark.parametrize(("encoder", "kind", "decoder"), KINDS)
def test_the_gradient_of_every_parameter_matches_a_nudge_in_a_random_direction(encoder, kind, decoder):
    made, texts = small(encoder, kind, decoder), batch(2)
    texts = texts._replace(source=np.minimum(texts.source[:6], 9), lengths=np.minimum(texts.lengths, (6, 4)))
    _, gradients, _ = loss_and_gradients(made, texts)
    assert set(gradients) == set(made.parameters)
    for name, array in made.parameters.items():
        kept, direction = array.copy(), np.random.default_rng(1).normal(size=array.shape)
        along = np.zeros(1)

        def loss(array=array, kept=kept, direction=direction, along=along) -> float:
            array[...] = kept + along[0] * direction
            return loss_and_gradients(made, texts)[0]

        measured = central_difference(loss, along)
        loss()
        assert relative_error(np.array([np.sum(gradients[name] * direction)]), measured) < 1e-6, name


@pytest.mark.parametrize(("encoder", "kind", "decoder"), KINDS)
def test_a_text_is_translated_alike_alone_and_beside_longer_ones(encoder, kind, decoder):
    made, (source, lengths) = (
        small(encoder, kind, decoder),
        dates.encode(["may 1 1999", "wednesday the 30th of september 2026"]),
    )
    both = made.run(source, lengths, steps=5)
    alone = made.run(source[: lengths[0], :1], lengths[:1], steps=5)
    T = min(len(both.logits), len(alone.logits))
    assert np.abs(both.logits[:T, :1] - alone.logits[:T]).max() < 1e-13


def test_writing_alone_reads_what_it_wrote():
    made, (source, lengths) = small("lstm", "additive", "lstm"), dates.encode(["may 1 1999"])
    free = made.run(source, lengths, steps=6)
    assert (free.read[1:] == free.written[:-1]).all()
    forced = made.run(source, lengths, free.read)
    assert np.array_equal(free.logits, forced.logits)


def test_the_decoder_is_the_cell_run_over_its_characters_and_contexts():
    made, texts = small("lstm", "additive", "lstm"), batch()
    done = made.run(texts.source, texts.lengths, texts.given)
    x = np.concatenate([made.parameters["target"][texts.given], done.attention.context], axis=2)
    trace = run(CELLS["lstm"], made.part("decoder"), x)
    for name in trace:
        assert np.abs(trace[name] - done[name]).max() < 1e-14
    before = trace.before("h")
    asked = attention.attend(
        "additive",
        made.part("attention"),
        before,
        done.encoded.values,
        np.arange(len(texts.source))[:, None] < texts.lengths,
    )[0]
    assert np.abs(asked.weights - done.attention.weights).max() < 1e-14


@pytest.mark.parametrize("kind", [kind for kind in SCORES if kind != "additive"])
def test_luongs_decoder_is_the_cell_run_over_its_characters_then_attention_with_its_outputs(kind):
    made, texts = small("lstm", kind, "lstm"), batch()
    done = made.run(texts.source, texts.lengths, texts.given)
    trace, weights = (
        run(CELLS["lstm"], made.part("decoder"), made.parameters["target"][texts.given]),
        made.part("attention"),
    )
    mask = np.arange(len(texts.source))[:, None] < texts.lengths
    asked = attention.attend(kind, weights, trace["h"], done.encoded.values, mask)[0]
    out = np.tanh(np.concatenate([asked.context, trace["h"]], axis=2) @ weights["W_ch"].T)
    assert np.abs(asked.weights - done.attention.weights).max() < 1e-14
    assert np.abs(out @ made.parameters["readout.W"].T + made.parameters["readout.b"] - done.logits).max() < 1e-13


def test_without_attention_the_decoder_starts_from_the_last_step_before_the_padding():
    made, (source, lengths) = small("lstm", NO_ATTENTION, "lstm"), dates.encode(["may 1 1999", "may 1st, 1999"])
    encoded = made.encode(source, lengths)
    assert np.array_equal(made.about(encoded).start()["c"][0], encoded.named["c"][9, 0])
    assert made.run(source, lengths).attention is None


def test_a_translator_comes_back_from_its_file(tmp_path):
    for encoder, kind, decoder in KINDS:
        made, path = small(encoder, kind, decoder), tmp_path / "t.safetensors"
        save_translator(made, path)
        again = load_translator(path)
        texts = batch()
        assert np.array_equal(*(t.run(texts.source, texts.lengths, texts.given).logits for t in (made, again)))


def test_a_file_that_is_no_translator_is_refused(tmp_path):
    made, path = small("lstm", "additive", "lstm"), tmp_path / "t.safetensors"
    made.parameters["attention.w_a"] = np.zeros(7)
    save_translator(made, path)
    with pytest.raises(ValueError, match=r"attention.w_a has shape \(4,\), got \(7,\)"):
        load_translator(path)
    with pytest.raises(ValueError, match="there is no encoder 'lstn'"):
        Translator("lstn", "lstm", "additive", dates.SOURCE, dates.TARGET, {})


def test_training_lowers_the_loss_and_repeats_itself():
    def losses() -> list[float]:
        made = new_translator(dates.SOURCE, dates.TARGET, np.random.default_rng(0), 16, 8, dtype=np.float32)
        train = dates.split()[0]
        return [p.loss for p in fit(made, lambda n: dates.sample(np.random.default_rng(n), train, 16), 30, rate=0.02)]

    first = losses()
    assert first == losses()
    assert first[-1] < 0.8 * first[0]


def test_every_way_of_writing_is_understood_again():
    rng = np.random.default_rng(0)
    for name, written in dates.FORMATS.items():
        assert written(datetime.date(2026, 11, 20)) == name
        for _ in range(50):
            date = dates.FIRST + datetime.timedelta(int(rng.integers(36000)))
            assert dates.meant(written(date)) == date
            assert len(written(date)) <= dates.LONGEST
    for text in ("", "hello", "31.2.2026", "2026", "friday november 20 2026", "20 november 2026 2027", "99999.1.1"):
        assert dates.meant(text) is None


def test_unseen_dates_are_in_no_batch_of_training():
    train, unseen = dates.split()
    assert not set(train) & set(unseen)
    assert len(unseen) == 3652
    drawn = dates.sample(np.random.default_rng(0), train, 500)
    seen = {"".join(dates.TARGET[k] for k in column[:-1]) for column in drawn.target.T}
    assert not seen & {f"{date:%Y-%m-%d}" for date in unseen}


@pytest.mark.parametrize("text", ["", "x" * 41, "été 2026", "<b>", "q"])
def test_what_cannot_be_read_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"characters|letters"):
        dates.encode([text])
