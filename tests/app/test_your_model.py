"""A file that a reader drops is opened, looked at and forgotten; whatever is wrong with it is said in one sentence."""

import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core import load_run
from lstm_core.layouts.record import Recurrent
from lstm_core.said import percent
from tests.support.dropped import csv, dropped, expected, npz, safetensors, state_dict, wav
from tests.support.mounted import header_of, messages, prose
from tests.support.sampled import one_in
from ui import guesses
from ui.lessons.your_model import votes
from ui.lessons.your_model.dropped import inputs, session
from ui.lessons.your_model.dropped import sources as dropped_sources
from ui.lessons.your_model.further.pictures import FURTHER
from ui.places import ASSETS

FOLDED = {key: "true" for _, key, _ in FURTHER}
GUESSED = {"yours_guess": guesses.SHOW}
HOSTILE = "**bold** :red[x] <img src=x onerror=alert(1)> $y$ [link](http://z)"


def said(page: AppTest) -> list[str]:
    """The refusals on the page, without the signs that keep them from being read as markup."""
    assert not page.exception
    return [box.value.replace("\\", "") for box in page.error]


def drop(page: AppTest, *files: tuple[str, bytes], place: str = "yours_drop") -> AppTest:
    given = dropped(*files)
    page.file_uploader(key=place).set_value(given if place == "yours_drop" else given[0]).run()
    return page


def film(page: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    (message,) = messages(page, "film")
    header = header_of(message)
    numbers = np.frombuffer(message[4 + int.from_bytes(message[:4], "little") :], "<f4")
    return header, {
        name: numbers[one["offset"] : one["offset"] + int(np.prod(one["shape"]))].reshape(one["shape"])
        for name, one in header["arrays"].items()
    }


def values(page: AppTest, name: str) -> np.ndarray:
    header, arrays = film(page)
    (node,) = (one["node"] for one in header["names"] if one["name"] == name)
    return arrays[f"node/{node}"]


def test_the_example_is_a_small_file_of_another_framework_and_plays_as_the_network_it_was(opened):
    page = opened("your_model", **GUESSED)
    (shipped,) = (ASSETS / "your_model").iterdir()
    assert shipped.stat().st_size <= 300_000
    assert shipped.suffix == ".pt"
    header, _ = film(page)
    network = load_run(ASSETS / "runs" / "france-lstm-0").network
    run = network.run(network.encode(inputs.EXAMPLE))
    assert header["words"] == inputs.EXAMPLE.split()
    np.testing.assert_allclose(values(page, "c"), run.layers[0]["c"][:, 0], atol=1e-5)
    assert header["top_words"][-1][0] == network.vocabulary[run.probs[-1, 0].argmax()] == "french"


def test_nothing_of_the_run_is_sent_before_the_guess(opened):
    page = opened("your_model", **FOLDED)
    assert not messages(page, "film")
    assert not messages(page, "network")
    assert not page.get("plotly_chart")
    assert not page.table


def test_a_dropped_file_is_shown_at_once_with_numbers_as_steps(opened):
    arrays = state_dict()
    page = drop(opened("your_model", **GUESSED), ("series.safetensors", safetensors(arrays)))
    assert not said(page)
    assert page.selectbox(key="yours_model").value == "your file"
    header, sent = film(page)
    assert header["noun"] == "step"
    assert header["words"][:3] == ["1", "2", "3"]
    np.testing.assert_allclose(values(page, "h"), expected(arrays, sent["given/inputs"]), atol=1e-6)
    assert messages(page, "network")


@pytest.mark.parametrize(("keeping", "answer"), [(0, 0), (2, 1), (3, 2), (10, 2), (11, 3)])
def test_the_right_answer_is_how_many_forget_gates_keep_over_ten_steps(opened, keeping, answer):
    arrays, forget = state_dict(units=20), slice(20, 40)
    for name in ("weight_ih", "weight_hh", "bias_hh"):
        arrays[f"rnn.{name}_l0"][forget] = 0
    f = np.where(np.arange(20) < keeping, 0.99, 0.5)  # to the power of ten: 0.90 and 0.001
    arrays["rnn.bias_ih_l0"][forget] = np.log(f / (1 - f))
    page = drop(opened("your_model", **GUESSED), ("gates.safetensors", safetensors(arrays)))
    (told,) = [box.value for box in page.markdown if f"{keeping} of 20 units do" in box.value]
    assert f"**{votes.OPTIONS[answer]}**" in told
    assert (percent(0.99**10) if keeping else percent(0.5**10)) in told


def test_several_files_are_several_models_to_choose_from(opened):
    page = opened("your_model", **GUESSED)
    drop(page, *[(f"{k}.safetensors", safetensors(state_dict(units=k))) for k in (3, 5)])
    assert page.selectbox(key="yours_model").options[:2] == ["your file 1", "your file 2"]
    assert "of 3 units" in prose(page)
    page.selectbox(key="yours_model").set_value("your file 2").run()
    assert "of 5 units" in prose(page)


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize("both", one_in(2, [False, True], first=1))
def test_every_part_draws_every_kind_and_each_of_its_layers(opened, kind, both):
    page = opened("your_model", **GUESSED, **FOLDED)
    drop(page, ("m.safetensors", safetensors(state_dict(layers=2, kind=kind, both=both))))
    assert not said(page)
    layers = [group for group in page.get("button_group") if str(group.key).startswith("yours_layer")]
    options = [option if isinstance(option, str) else option.content for option in layers[0].options]
    assert len(options) == (4 if both else 2)
    for option in options:
        layers[0].set_value(option).run()
        assert not said(page), option
        assert messages(page, "film")
    assert bool(messages(page, "network")) != both, "what reads both ways is shown, and not changed"


def test_where_a_file_does_not_say_how_it_squashes_the_reader_is_asked(opened):
    page = drop(opened("your_model", **GUESSED), ("m.safetensors", safetensors(state_dict(kind="RNN"))))
    usual = values(page, "h")
    page.get("button_group")
    (asked,) = [group for group in page.get("button_group") if group.key == "yours_activation"]
    asked.set_value("relu").run()
    assert not said(page)
    assert (values(page, "h") >= 0).all()
    assert (usual < 0).any()


def test_a_list_of_words_that_lies_beside_names_the_rows_of_the_embedding(opened):
    table = np.random.default_rng(2).normal(size=(4, 3)).astype(np.float32)
    head = {"head.weight": np.ones((4, 6), np.float32), "head.bias": np.zeros(4, np.float32)}
    model = safetensors({"emb.weight": table, **state_dict(), **head})
    for name, content in (
        ("w.txt", b"red\ngreen\nblue\n**x**\n"),
        ("w.json", b'{"green":1,"red":0,"blue":2,"**x**":3}'),
    ):
        page = drop(opened("your_model", **GUESSED), ("m.safetensors", model), (name, content))
        assert not said(page)
        page.text_input(key="yours_text").set_value("blue red").run()
        assert film(page)[0]["words"] == ["blue", "red"]


REFUSED = {
    "no words": ([("w.txt", b"\x00\x01")], "holds no list of words"),
    "a word twice": ([("w.txt", b"a\nb\na\nc\n")], "twice"),
    "an empty line": ([("w.txt", b"a\n\nb\nc\n")], "empty line"),
    "no JSON": ([("w.json", b"{")], "it is no JSON"),
    "deep JSON": ([("w.json", b"[" * 100_000)], "it is no JSON"),
    "rows with gaps": ([("w.json", b'{"a":0,"b":7}')], "its row"),
    "too few": ([("w.txt", b"a\nb\n")], "the vocabulary has 2"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_words_that_do_not_fit_are_refused_in_one_sentence(opened, case):
    files, sentence = REFUSED[case]
    table = np.random.default_rng(2).normal(size=(4, 3)).astype(np.float32)
    page = drop(
        opened("your_model", **GUESSED), ("m.safetensors", safetensors({"emb.weight": table, **state_dict()})), *files
    )
    (refusal,) = said(page)
    assert sentence in refusal
    page.selectbox(key="yours_model").set_value("the example").run()
    assert not said(page)
    assert messages(page, "film"), "the rest of the page is whole"


WRONG = {
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
    "a text": b"import os; os.system('x')",
    "an archive": b"PK\x03\x04" + b"\x00" * 60,
    "a header that lies": (2**60).to_bytes(8, "little") + b"{}",
    "no layer": safetensors({"conv.weight": np.zeros((3, 3), np.float32)}),
    "NaN": safetensors({name: array * np.nan for name, array in state_dict().items()}),
    "HDF5": b"\x89HDF\r\n\x1a\n" + b"\x00" * 100,
}


@pytest.mark.parametrize(
    "name", one_in(4, ["model.pt", f"{HOSTILE}.onnx", "../../etc/passwd", "x" * 300 + ".keras"], first=1)
)
@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_no_model_is_refused_in_one_sentence_whatever_its_name(opened, case, name):
    page = drop(opened("your_model", **GUESSED, **FOLDED), (name, WRONG[case]))
    (refusal,) = said(page)
    assert 20 < len(refusal) < 400
    assert refusal.endswith((".", "?", "!"))
    assert not messages(page, "film")
    assert any(radio.key == "yours_recall" for radio in page.radio), "nothing else is lost"


def test_a_hostile_name_is_text_wherever_it_stands(opened):
    page = drop(opened("your_model", **GUESSED, **FOLDED), (f"{HOSTILE}.safetensors", safetensors(state_dict())))
    assert not said(page)
    for one in page.markdown:
        assert "<img" not in one.value
        assert "**bold**" not in one.value
        assert "](http://z)" not in one.value
    assert not any("<img" in str(cell) for table in page.table for cell in table.value.to_numpy().ravel())


def test_too_many_files_are_refused_in_one_sentence(opened):
    files = [(f"{k}.safetensors", safetensors(state_dict(seed=k))) for k in range(7)]
    (refusal,) = said(drop(opened("your_model"), *files))
    assert "t most 6 files" in refusal


@pytest.fixture
def numbers(opened):
    """The page with a network that reads three numbers a step, and an input that is to come from a file."""
    page = drop(opened("your_model", **GUESSED), ("m.safetensors", safetensors(state_dict())))
    (kind,) = [group for group in page.get("button_group") if group.key == "yours_input_numbers"]
    kind.set_value(inputs.FILE).run()
    return page


@pytest.mark.parametrize(
    ("name", "content"),
    [("series.csv", csv()), ("a.npz", npz(x=np.ones((30, 3)))), ("b.npz", npz(other=np.arange(90.0).reshape(30, 3)))],
)
def test_a_table_is_read_as_steps(numbers, name, content):
    assert "Drop a .csv or .npz file" in said(numbers)[0]
    page = drop(numbers, (name, content), place="yours_data")
    assert not said(page)
    assert len(film(page)[0]["words"]) == 30
    assert name in prose(page).replace("\\", "")


BAD_DATA = {
    "one column too many": ("t.csv", csv(columns=4), "4 numbers a step"),
    "words": ("t.csv", b"a,b,c\nx,y,z\n", "no column of numbers"),
    "nothing": ("t.csv", b"", "empty"),
    "objects": ("t.npz", npz(x=np.array([{}, []], object)), "no plain table"),
    "torn": ("t.npz", npz(x=np.ones((9, 3)))[:-30], "whole .npz"),
    "several": ("t.npz", npz(a=np.ones((9, 3)), b=np.ones((9, 3))), "called x"),
    "infinite": ("t.npz", npz(x=np.full((9, 3), np.inf)), "too large"),
    "empty": ("t.npz", npz(x=np.ones((0, 3))), "without a number"),
    "a sound": ("t.wav", wav(1), "is a sound, and this model reads none"),
    "no sound": ("t.wav", b"RIFF", "no WAV file"),
    "a sound of another rate": ("t.wav", wav(1, 44_100), "44,100 samples a second"),
    "two channels": ("t.wav", wav(1, 16_000, 2), "2 channels"),
    "a hostile name": (f"{HOSTILE}.csv", csv(columns=2), "2 numbers a step"),
}


@pytest.mark.parametrize("case", one_in(3, BAD_DATA))
def test_data_that_does_not_fit_is_refused_in_one_sentence(numbers, case):
    name, content, sentence = BAD_DATA[case]
    (refusal,) = said(drop(numbers, (name, content), place="yours_data"))
    assert sentence in refusal
    assert "<img" not in numbers.error[0].value.replace("\\<img", "")


def test_a_typed_text_that_the_network_does_not_know_is_refused_with_the_nearest_word(opened):
    page = opened("your_model", **GUESSED, yours_text="i grew up in frnace")
    (refusal,) = said(page)
    assert "'frnace' (did you mean 'france'?)" in refusal


def test_a_text_from_a_file_may_be_long_and_says_what_it_leaves_out(opened):
    page = opened("your_model", **GUESSED, yours_input=inputs.FILE)
    text = "the clouds are in the sky . Atlantis " * 60
    drop(page, ("story.txt", text.encode("utf-16")), place="yours_data")
    assert not said(page)
    assert "does not know them: “Atlantis”" in prose(page).replace("\\", "")
    assert messages(page, "your_model"), "the whole of a long run"
    assert len(film(page)[0]["words"]) == 100


def test_a_long_run_is_shown_as_a_whole_and_the_link_says_where_the_film_begins(opened):
    link = {"yours_input": inputs.RANDOM, "yours_steps": "1000", "yours_start": "7"}
    page = opened("your_model", **GUESSED, **link)
    (whole,) = messages(page, "your_model")
    assert header_of(whole)["steps"] == 1000
    network = load_run(ASSETS / "runs" / "france-lstm-0").network
    ids = inputs.random(network, 1000, 0).values
    assert film(page)[0]["words"] == network.words(ids)[350:450]
    np.testing.assert_allclose(values(page, "c"), network.run(ids).layers[0]["c"][350:450, 0], atol=1e-4)
    outside = opened("your_model", **GUESSED, **link | {"yours_start": "400"})
    assert "is not a choice" in outside.info[0].value


def test_a_memory_that_is_carried_over_brings_its_answer_along(opened):
    page = opened("your_model", **GUESSED, yours_carrying="true")
    told = prose(page)
    assert "Alone it answers **french**" in told
    assert "it answers **spanish**" in told


def test_two_files_are_compared_weight_by_weight(opened):
    before = state_dict()
    after = {name: array + 0.01 * (name == "rnn.weight_hh_l0") for name, array in before.items()}
    page = opened("your_model", **GUESSED, yours_two_files="true")
    drop(page, ("before.safetensors", safetensors(before)), ("after.safetensors", safetensors(after)))
    assert not said(page)
    rows = {row["weights"].replace("\\", ""): row for row in page.table[0].value.to_dict("records")}
    assert rows["layers.0.W_xf"]["difference"] == "0 %"
    assert rows["layers.0.W_hf"]["largest"] == "0.01"
    assert len(page.get("plotly_chart")) == 1


def test_what_was_dropped_is_still_there_after_another_lesson_and_gone_when_forgotten(opened):
    page = drop(opened("your_model", **GUESSED), ("mine.safetensors", safetensors(state_dict())))
    page.switch_page("pages/vanishing.py").run()
    page.switch_page("pages/your_model.py").run()
    assert "mine.safetensors" in prose(page).replace("\\", "")
    page.button(key="yours_forget").click().run()
    assert "mine.safetensors" not in prose(page).replace("\\", "")
    assert f"{session.FILES}yours_drop" not in page.session_state
    assert session.KEPT not in page.session_state or not any(
        "mine" in str(found) for found, _ in page.session_state[session.KEPT].values()
    )


def test_another_reader_sees_nothing_of_it(opened, tmp_path, monkeypatch):
    mine = drop(opened("your_model", **GUESSED), ("mine.safetensors", safetensors(state_dict())))
    assert "mine" in prose(mine)
    other = opened("your_model", **GUESSED)
    assert "mine" not in prose(other)
    assert "your file" not in other.selectbox(key="yours_model").options
    linked = opened("your_model", **GUESSED, yours_model="your file")
    assert linked.selectbox(key="yours_model").value == "the example"


def test_the_badge_says_how_exactly_another_program_agrees(opened):
    pytest.importorskip("onnxruntime")
    page = opened("your_model", **GUESSED)
    (badge,) = badges(page)
    assert re.fullmatch(r"reproduces your model: largest difference [1-9]e-(7|8|9) over 16 steps :small.+", badge), (
        badge
    )
    drop(page, ("m.safetensors", safetensors(state_dict(layers=2, both=True))))
    (badge,) = badges(page)
    assert re.fullmatch(r"reproduces your model: largest difference [1-9]e-(7|8|9) over 60 steps :small.+", badge), (
        badge
    )


@pytest.mark.parametrize(("one", "two"), [("i", "f"), ("f", "g"), ("g", "o")])
def test_a_model_that_is_not_reproduced_is_refused_in_red_and_nothing_of_it_is_drawn(opened, monkeypatch, one, two):
    pytest.importorskip("onnxruntime")
    swapped = {one: two, two: one}
    gate = Recurrent.gate
    monkeypatch.setattr(Recurrent, "gate", lambda self, name, way=0: gate(self, swapped.get(name, name), way))
    page = drop(opened("your_model", **GUESSED, **FOLDED), ("m.safetensors", safetensors(state_dict())))
    (refusal,) = said(page)
    assert "does not reproduce your model" in refusal
    assert not messages(page, "film")
    assert not page.get("plotly_chart")


def test_a_network_of_ours_has_its_badge_too(opened, tmp_path):
    pytest.importorskip("onnxruntime")
    load_run(ASSETS / "runs" / "france-gru-0").network.save(tmp_path / "mine.safetensors")
    page = drop(opened("your_model", **GUESSED), ("mine.safetensors", (tmp_path / "mine.safetensors").read_bytes()))
    assert badges(page)[0].startswith("reproduces your model")


def badges(page: AppTest) -> list[str]:
    found = [re.match(r":\w+\[\*\*[✓?]\*\*\] (.+)", box.value) for box in page.markdown]
    return [one[1].replace("\\", "") for one in found if one]


@pytest.fixture
def detector() -> bytes:
    """A speech detector that runs in many products, where the tests have it."""
    pytest.importorskip("onnxruntime")
    path = Path(os.environ.get("LSTM_EXTRA", "")) / "data" / "silero" / "silero_vad_16k_sequence.onnx"
    if not os.environ.get("LSTM_EXTRA") or not path.is_file():
        pytest.skip("LSTM_EXTRA names no folder with the speech detector")
    return path.read_bytes()


def test_a_speech_detector_hears_a_sound_through_its_own_front_end(opened, detector):
    page = drop(opened("your_model", **GUESSED, **FOLDED), ("silero.onnx", detector))
    assert not said(page)
    (kind,) = [group for group in page.get("button_group") if group.key == "yours_input_numbers"]
    kind.set_value(inputs.FILE).run()
    drop(page, ("tone.wav", wav(1.0)), place="yours_data")
    assert not said(page)
    header, sent = film(page)
    assert len(header["words"]) == 16_000 // 512
    assert sent["given/inputs"].shape == (31, 128)
    assert badges(page)[0].startswith("reproduces your model: largest difference")
    assert np.abs(sent["given/inputs"]).max() > 0
    assert "your own graph" in badges(page)[0]


def test_a_run_that_was_trained_here_is_a_model_to_choose(opened, tmp_path, monkeypatch):
    kept = tmp_path / "runs" / "mine"
    shutil.copytree(ASSETS / "runs" / "france-gru-0", kept)
    monkeypatch.setattr(dropped_sources, "HOME", tmp_path)
    page = opened("your_model", yours_model="trained here 1", yours_guess=guesses.SHOW)
    assert not page.exception
    assert not page.error
    assert "mine" in prose(page)
    assert "GRU" in prose(page)
    network = load_run(kept).network
    header, _ = film(page)
    ids = network.encode([word for word in header["words"] if word in network.vocabulary])
    np.testing.assert_allclose(values(page, "h"), network.run(ids).layers[0]["h"][:, 0], rtol=0, atol=1e-6)
