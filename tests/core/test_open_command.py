"""`python -m lstm_core open`: what a model holds and what its gates do with an input; an error is one sentence."""

import json
import re

import numpy as np
import pytest

from lstm_core import CELLS, Network, load_run
from lstm_core.__main__ import main
from lstm_core.browser.film_message import pack
from lstm_core.browser.films import filmed
from lstm_core.models.onnx.badge import Badge
from tests.support.pages import messages

FRANCE = "assets/runs/france-lstm-0"
SENTENCE = "i grew up in france . i speak fluent"


@pytest.fixture
def numbers(tmp_path):
    """A stack that reads two numbers a step, both ways, in a file of ours."""
    rng = np.random.default_rng(0)
    network = Network.new(CELLS["gru"], (), 5, 0, rng, 2, input_size=2, outputs=("a",), output="number",
                          bidirectional=True)  # fmt: skip
    network.save(tmp_path / "numbers.safetensors")
    return network


def told(capsys, *arguments: object) -> str:
    assert main(["open", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def refused(capsys, *arguments: object) -> str:
    """The one sentence of a command that fails."""
    try:
        code = main(["open", *map(str, arguments)])
    except SystemExit as stop:
        code = stop.code
    seen = capsys.readouterr()
    assert (code, seen.out, len(seen.err.splitlines())) == (2, "", 1)
    return seen.err


def test_without_an_input_the_layers_are_told(capsys, numbers, tmp_path):
    printed = told(capsys, tmp_path / "numbers.safetensors")
    assert "a network of ours, numbers.safetensors" in printed
    assert "reads 2 numbers a step, answers with numbers" in printed
    rows = [line.split(maxsplit=4) for line in printed.splitlines() if " GRU " in line]
    assert rows == [
        ["1", "GRU", "2", "5", "forward"],
        ["2", "GRU", "10", "5", "forward"],
        ["1", "GRU", "2", "5", "from the end"],
        ["2", "GRU", "10", "5", "from the end"],
    ]


def test_every_step_has_the_means_and_saturation_of_every_gate(capsys):
    printed = told(capsys, FRANCE, "--sentence", SENTENCE)
    network = load_run(FRANCE).network
    trace = network.run(network.encode(SENTENCE)).layers[0]
    rows = [line.split() for line in printed.splitlines() if re.match(r" *\d+  \w+|.* \.  ", line)][1:]
    assert [row[1] for row in rows] == SENTENCE.split()
    for t, row in enumerate(rows):
        expected = []
        for gate in "ifo":
            values = trace[gate][t, 0]
            expected += [values.mean(), (values < 0.1).mean(), (values > 0.9).mean()]
        assert [float(number) for number in row[2:]] == pytest.approx(expected, abs=0.0051)


def test_json_has_every_step_of_every_layer_in_both_directions(capsys, numbers, tmp_path):
    values = np.random.default_rng(1).normal(size=(70, 2))
    lines = ["first,second", *(f"{a!r},{b!r}" for a, b in values.tolist())]
    (tmp_path / "series.csv").write_text("\n".join(lines))
    found = json.loads(told(capsys, tmp_path / "numbers.safetensors", "--data", tmp_path / "series.csv", "--json"))
    assert found["steps"] == 70
    run = numbers.run(values[:, None])
    assert [(one["layer"], one["direction"]) for one in found["gates"]] == [
        (1, "forward"), (1, "from the end"), (2, "forward"), (2, "from the end")]  # fmt: skip
    for one in found["gates"]:
        trace = (run.layers if one["direction"] == "forward" else run.reverse)[one["layer"] - 1]
        assert one["z"]["mean"] == pytest.approx(trace["z"][:, 0].mean(axis=1), abs=1e-6)
        assert one["r"]["open"] == pytest.approx((trace["r"][:, 0] > 0.9).mean(axis=1), abs=1e-6)
    printed = told(capsys, tmp_path / "numbers.safetensors", "--data", tmp_path / "series.csv")
    assert "The first line names the columns." in printed
    assert "each line is the mean over some 1 steps" in printed


def test_a_table_may_be_an_array_of_numpy(capsys, numbers, tmp_path):
    values = np.random.default_rng(1).normal(size=(9, 2))
    np.save(tmp_path / "x.npy", values)
    np.savez(tmp_path / "x.npz", x=values)
    printed = [
        told(capsys, tmp_path / "numbers.safetensors", "--data", tmp_path / f"x.{end}") for end in ("npy", "npz")
    ]
    assert printed[0] == printed[1]


def test_a_text_is_read_by_letters_where_the_network_knows_letters(capsys, tmp_path):
    letters = ("\n", " ", "a", "b", "é")
    network = Network.new(CELLS["rnn"], letters, 3, 0, np.random.default_rng(0))
    network.save(tmp_path / "letters.safetensors")
    (tmp_path / "text.txt").write_bytes("ab é\r\n".encode() * 100)
    found = json.loads(told(capsys, tmp_path / "letters.safetensors", "--text", tmp_path / "text.txt", "--json"))
    assert "".join(found["words"]) == ("ab é\n" * 100).removesuffix("\n")
    printed = told(capsys, tmp_path / "letters.safetensors", "--text", tmp_path / "text.txt")
    assert "RNN, which has no gates" in printed
    (one, *_) = filmed(network, network.encode(list("a b\n")))
    assert (one.film.noun, one.film.words) == ("letter", ("a", "␣", "b", "⏎"))


def test_the_film_is_written_with_the_numbers_of_the_run(capsys, tmp_path):
    printed = told(capsys, FRANCE, "--sentence", SENTENCE, "--html", tmp_path / "film.html")
    assert "film.html: the film, " in printed
    network = load_run(FRANCE).network
    (one,) = filmed(network, network.encode(SENTENCE))
    assert messages((tmp_path / "film.html").read_text(encoding="utf-8")) == [pack(one.film)]


def test_random_input_is_the_same_for_the_same_seed(capsys):
    first, again, other = (told(capsys, FRANCE, "--seed", seed, "--steps", 5) for seed in (1, 1, 2))
    assert first == again != other
    assert "Random words, seed 1." in first


def test_what_was_exported_is_opened_with_its_layers(capsys, tmp_path):
    assert main(["export", FRANCE, str(tmp_path / "model.onnx")]) == 0
    printed = told(capsys, tmp_path / "model.onnx", "--seed", 3, "--html", tmp_path / "film.html")
    assert re.search(r"what is shown reproduces your model: largest difference \de-\d over 28 steps \(ONNX", printed)
    assert "The film reproduces your model: " in (tmp_path / "film.html").read_text(encoding="utf-8")
    found = json.loads(told(capsys, tmp_path / "model.onnx", "--seed", 3, "--json"))
    assert found["badge"]["holds"] is True
    assert found["badge"]["difference"] < 1e-5
    assert re.search(r"1 +LSTM +32 +64 +forward", printed)


def test_a_model_that_is_not_reproduced_is_not_shown(capsys, tmp_path, monkeypatch):
    assert main(["export", FRANCE, str(tmp_path / "model.onnx")]) == 0
    capsys.readouterr()
    monkeypatch.setattr("lstm_core.command_line.opened_model.judge", lambda *given: Badge(0.3, 28, "ONNX Runtime"))
    said = refused(capsys, tmp_path / "model.onnx", "--seed", 3, "--html", tmp_path / "film.html")
    assert "does not reproduce your model: largest difference 0.3 over 28 steps" in said
    assert not (tmp_path / "film.html").exists()


def test_what_cannot_be_done_is_one_sentence(capsys, numbers, tmp_path):
    ours = tmp_path / "numbers.safetensors"
    (tmp_path / "three.csv").write_text("1,2,3\n4,5,6\n")
    (tmp_path / "torn.npz").write_bytes(b"PK\x03\x04nothing")
    np.savez(tmp_path / "two.npz", a=np.zeros((3, 2)), b=np.zeros((3, 2)))
    np.save(tmp_path / "objects.npy", np.array([{}]), allow_pickle=True)
    np.save(tmp_path / "words.npy", np.array(["a", "b"]))
    for arguments, said in (
        (["nowhere.pt"], "nowhere.pt"),
        (["README.md"], "no format that is read here"),
        ([ours, "--network", 2], "there is no network 2"),
        ([ours, "--sentence", "a"], "reads 2 numbers a step, no words"),
        ([ours, "--data", tmp_path / "three.csv"], "three.csv has 3 numbers in a line, the network reads 2"),
        ([ours, "--data", tmp_path / "torn.npz"], "torn.npz is damaged"),
        ([ours, "--data", tmp_path / "two.npz"], "two.npz holds 2 arrays"),
        ([ours, "--data", tmp_path / "objects.npy"], "objects.npy is damaged, or is no NumPy file"),
        ([ours, "--data", tmp_path / "words.npy"], "words.npy holds <U1"),
        ([ours, "--data", tmp_path / "missing.npz"], "missing.npz"),
        ([ours, "--html", "film.html"], "--html films an input"),
        ([ours, "--steps", 4], "it goes with --seed"),
        ([ours, "--seed", 0, "--steps", 0], "steps are 1 or more, got 0 and 0"),
        ([ours, "--seed", 0, "--sentence", "a"], "not allowed with argument"),
        ([FRANCE, "--data", tmp_path / "three.csv"], "reads words, 123 of them"),
        ([FRANCE, "--sentence", "i grew up in frence"], "did you mean 'french'"),
    ):
        assert said in refused(capsys, *arguments), arguments
    assert not (tmp_path / "film.html").exists()
