"""A training in the page ends and says why; its files go back and forth; what does not fit is refused in a sentence."""

import base64
import json
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.live.trained import Training, follow
from lstm_core import CELLS, TASKS, Cell, Config, Network
from lstm_core.files import load_arrays, save_arrays
from lstm_core.live.packed import packed
from lstm_core.live.pool import pool

CHOSEN = {"hidden_size": 8, "batch_size": 8, "rate": 0.02, "schedule": "constant", "steps": 300, "dtype": "float64"}


LINEAR = Cell("Linear", "h = W_xh @ x + W_hh @ h_prev + b_h")


def training(cell: str = "lstm", task: str = "latch", level: int = 10, **changes) -> Training:
    return Training(CELLS.get(cell, LINEAR), TASKS[task], Config(cell, task, **CHOSEN | {"level": level} | changes))


def ended(twin, asked: Training, *hands: tuple, **options):
    pool_options = {key: options.pop(key) for key in ("held_out", "levels", "more") if key in options}
    network, _ = asked.begun()
    return follow(twin.page, asked.pool(**pool_options), network, *hands, **options)


def sentence(heard) -> str:
    (stopped,) = heard.of_kind("stopped")
    return stopped["sentence"]


def test_it_ends_where_all_held_out_sequences_are_solved(twin):
    heard = ended(twin, training(), ("run",), held_out=(10,))
    assert sentence(heard).startswith("Solved: all 64 held-out sequences are right after ")
    assert heard.last("shares")[0]["share"] == 1


def test_it_ends_with_its_sequences(twin):
    heard = ended(twin, training(), ("run",), limits={"sequences": 80})
    assert sentence(heard) == "It stopped by itself after 80 sequences. Go on to train on 80 more."
    assert heard.update == 10


def test_whoever_goes_on_from_a_limit_really_goes_on_to_the_next_one(twin):
    asked = training()
    hands = (("run",), ("step", 3), ("run",), ("run",), ("reset",), ("run",))
    heard = ended(twin, asked, *hands, limits={"sequences": 80})
    assert [stopped["update"] for stopped in heard.of_kind("stopped")] == [10, 20, 30, 10]
    assert len(heard.every("losses")) == 40


def test_whoever_goes_on_from_what_is_solved_is_not_stopped_before_something_was_wrong(twin):
    script = """async (looks) => {
      const ends = (await import("/trainer/ends.js")).createEnds({});
      return looks.map((share) => ends.solved([{ share }], true));
    }"""
    looks = [1, 0.9, 1, 1, 1, 1, 0.9, 1, 1]
    assert [k for k, ends in enumerate(twin.page.evaluate(script, looks)) if ends] == [3, 8]


def test_where_the_loss_is_no_longer_finite_it_says_what_was_changed_before(twin):
    asked = training("linear", "adding", 100)
    heard = ended(twin, asked, ("step", 4), ("set", "clip", 1e9), ("set", "rate", 10), ("run",))
    said = sentence(heard)
    assert said.startswith("The training stopped at update ")
    change = "The change before it: the learning rate from 0.02 to 10 at update 4."
    assert said.endswith(f"{change} Reset it, or choose other settings.")
    assert all(np.isfinite(array).all() for array in heard.weights.values()), "it was moved to where nothing is finite"


def test_without_a_change_it_says_so(twin):
    heard = ended(twin, training("linear", "adding", 100, rate=10.0, clip=1e9), ("run",))
    assert "Nothing was changed before it." in sentence(heard)


GROWS = {"beyond": "h = 1e30 * h_prev + W_xh @ x + b_h", "no value": "h = exp(20 * h_prev + W_xh @ x + b_h)"}


@pytest.mark.parametrize("kind", GROWS)
def test_a_network_without_a_value_solves_nothing_and_says_why_it_cannot_begin(twin, kind):
    asked = replace(training(level=30), cell=Cell("Grows", GROWS[kind]))
    heard = ended(twin, asked, ("run",), held_out=(30,))
    assert not heard.of_kind("error")
    assert sentence(heard).startswith("The training stopped at update 1: ")
    assert [one["share"] for one in heard.last("shares")] == [0]


@pytest.mark.parametrize("vectors", [0, 5])
def test_its_file_is_a_network_of_the_core(twin, tmp_path, vectors):
    asked = training("gru", "temporal_order", 20, embedding_size=vectors)
    heard = ended(twin, asked, ("step", 5), ("file",))
    path = tmp_path / "from_the_page.safetensors"
    path.write_bytes(bytes(heard.answers[1]))
    network = Network.load(path)
    for name, array in network.parameters.items():
        assert array.ravel().tolist() == heard.weights[name].tolist()
    begun, _ = asked.begun()
    assert (network.vocabulary, network.answers) == (begun.vocabulary, begun.answers)
    assert network.layers[0].cell.text == begun.layers[0].cell.text


def dropped(twin, asked: Training, content: bytes):
    return ended(twin, asked, ("open", base64.b64encode(content).decode()), ("step", 1))


def saved(network: Network, path) -> bytes:
    network.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_file_of_the_core_goes_on_in_the_page_with_as_many_units_as_it_has(twin, tmp_path, dtype):
    other = training("gru", hidden_size=11, seed=3, dtype=dtype).begun()[0]
    content = saved(other, tmp_path / "a")
    heard = ended(twin, training("gru"), ("open", base64.b64encode(content).decode()))
    assert heard.answers == [""]
    for name, array in other.parameters.items():
        assert heard.weights[name].tolist() == array.ravel().tolist()
    assert np.isfinite(dropped(twin, training("gru"), content).every("losses")).all()


def refused(twin, tmp_path) -> dict[str, tuple[bytes, str]]:
    whole = saved(training().begun()[0], tmp_path / "whole")
    infinite = bytearray(whole)
    infinite[-8:] = np.array([np.inf]).tobytes()
    arrays, about = load_arrays(tmp_path / "whole", "network")
    save_arrays(tmp_path / "odd", "network", arrays | {"readout.W": np.ones((2, 7))}, about)
    odd = (tmp_path / "odd").read_bytes()
    wide = saved(training(hidden_size=80).begun()[0], tmp_path / "wide")
    return {
        "a text": (b"not a network, but a text of some length", "This is not a network that was saved here"),
        "nothing": (b"", "This is not a network that was saved here"),
        "torn": (whole[:-16], "This file is damaged"),
        "sizes that do not belong together": (odd, "This file is damaged: its arrays are missing, or do not fit"),
        "another cell": (saved(training("gru").begun()[0], tmp_path / "b"), "This file holds another cell"),
        "another task": (
            saved(training(task="adding").begun()[0], tmp_path / "c"),
            "This file holds a network with other",
        ),
        "not finite": (bytes(infinite), "This file holds numbers that are not finite"),
        "too large": (wide, "At most 64 units learn in the page; you asked for 80."),
    }


KINDS = ["a text", "nothing", "torn", "sizes that do not belong together", "another cell", "another task", "not finite"]


@pytest.mark.parametrize("kind", [*KINDS, "too large"])
def test_a_file_that_does_not_fit_is_refused_in_a_sentence_and_nothing_is_lost(twin, tmp_path, kind):
    content, said = refused(twin, tmp_path)[kind]
    heard = dropped(twin, training(), content)
    assert heard.answers[0].startswith(said)
    assert len(heard.every("losses")) == 1
    assert len(heard.weights["layers.0.b_f"]) == 8


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("rate", 20, "For the learning rate a number from 1e-7 to 10 is expected, got 20."),
        ("rate", None, "For the learning rate a number from"),
        ("clip", 0, "For the clip a number from"),
        ("batch", 2.5, "For the batch a number from 1 to 64 is expected, got 2.5."),
        ("batch", 65, "A batch has at most 64 sequences here; you asked for 65."),
        ("length", 11, "There are no sequences of lag 11 here; there are 10, 200."),
        ("length", 200, ""),
        ("batch", 64, ""),
    ],
)
def test_what_there_is_no_room_for_is_refused_before_it_is_met(twin, name, value, said):
    heard = ended(twin, training(steps=20), ("set", name, value), ("step", 1), levels=(10, 200))
    assert heard.answers[0].startswith(said)
    assert (heard.answers[0] == "") == (said == "")
    assert len(heard.of_kind("mark")) == (said == "")


def test_units_times_length_times_batch_has_a_limit_that_is_said(twin):
    asked = training(hidden_size=32, steps=20)
    heard = ended(twin, asked, ("set", "batch", 64), ("set", "length", 200), ("step", 1), levels=(10, 200))
    assert heard.answers[:2] == [
        "",
        "32 units × 201 steps × 64 sequences is 411,648; the page computes at most 250,000.",
    ]


def test_a_hidden_tab_waits_says_so_and_goes_on(twin):
    network, _ = training().begun()
    script = """async () => {
      const said = [];
      window.trainer = window.trainerOf((message) => said.push(message));
      const until = async (holds) => { while (!holds()) await new Promise((done) => setTimeout(done, 10)); };
      const hide = (hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      trainer.start();
      await until(() => said.some((m) => m.update > 3));
      hide(true);
      const { update } = await trainer.freeze();
      const again = (await trainer.freeze()).update;
      const seen = said.length;
      hide(false);
      await until(() => said.some((m) => m.update > update));
      trainer.pause();
      trainer.close();
      const stopped = said.slice(0, seen).filter(({ kind }) => kind === "stopped");
      return { still: update === again, stopped, going: said.some(({ kind }) => kind === "going") };
    }"""
    packed_pool = base64.b64encode(pool(network, TASKS["latch"], training().config)).decode()
    opened = """async ([network, pool]) => {
      const { openTrainer } = await import("/trainer/trainer.js");
      const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      window.trainerOf = (listen) => openTrainer({ network: bytes(network), pool: bytes(pool) }, listen);
    }"""
    twin.page.evaluate(opened, [base64.b64encode(packed(network)).decode(), packed_pool])
    found = twin.page.evaluate(script)
    assert found["still"]
    assert [message["sentence"] for message in found["stopped"]] == [
        "Paused while this tab is hidden. It goes on when you come back."
    ]
    assert found["going"]


def test_reset_ends_what_is_running(twin):
    asked = training()
    heard = ended(twin, asked, ("start",), ("hears", "progress"), ("reset",), ("wait", 200))
    assert heard.update == 0
    assert all(
        np.array_equal(heard.weights[name], array.ravel()) for name, array in asked.begun()[0].parameters.items()
    )


def test_what_happened_is_told_as_json(twin):
    script = """async ([network, pool]) => {
      const { openTrainer } = await import("/trainer/trainer.js");
      const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const trainer = openTrainer({ network: bytes(network), pool: bytes(pool) }, () => {});
      trainer.step(3);
      trainer.set("rate", 0.5);
      trainer.step(2);
      const { json } = await trainer.download();
      trainer.close();
      return json;
    }"""
    asked = training(seed=4)
    network, _ = asked.begun()
    given = [packed(network), asked.pool(held_out=(10,))]
    told = json.loads(twin.page.evaluate(script, [base64.b64encode(one).decode() for one in given]))
    assert told["seed"] == 4
    assert told["update"] == 5
    assert told["settings"]["rate"] == 0.5
    assert told["marks"] == [{"update": 3, "name": "rate", "from": 0.02, "to": 0.5}]
    assert [point["update"] for point in told["curve"]] == [1, 2, 3, 4, 5]
    assert [point["sequences"] for point in told["curve"]] == [8, 16, 24, 32, 40]
    assert told["shares"][-1]["shares"][0][0] == 10
    assert Config.from_json(told["config"]) == asked.config


def hostile(whole: bytes) -> dict[str, bytes]:
    """Files whose headers say what no honest one says; all else is a good file's."""
    length = int.from_bytes(whole[:8], "little")
    header, body = json.loads(whole[8 : 8 + length]), whole[8 + length :]
    about = json.loads(header["__metadata__"]["about"])

    def file(new, start: int | None = None) -> bytes:
        text = (new if isinstance(new, str) else json.dumps(new)).encode()
        return (len(text) if start is None else start).to_bytes(8, "little") + text + body

    def saying(**changes) -> bytes:
        return file(header | {"__metadata__": header["__metadata__"] | {"about": json.dumps(about | changes)}})

    def placing(**changes) -> bytes:
        return file(header | {"readout.b": header["readout.b"] | changes})

    return {
        "a header of another kind": file([1, 2]),
        "no header": file("null"),
        "a header without an end": file("[" * 100_000),
        "a length beyond all files": file(header, 2**63),
        "metadata that is a number": file(header | {"__metadata__": 7}),
        "an about that is no text": file(header | {"__metadata__": header["__metadata__"] | {"about": {}}}),
        "layers that are a text": saying(layers="lstm"),
        "layers that are nothing": saying(layers=[None]),
        "sides below zero": placing(shape=[-2, -1]),
        "no sides": placing(shape=7),
        "a side that is a fraction": placing(shape=[0.5, 4]),
        "a place before the file": placing(data_offsets=[-16, 0]),
        "a place in words": placing(data_offsets=["0", "16"]),
        "no place": placing(data_offsets=None),
        "an array that is a number": file(header | {"readout.b": 1}),
        "an unknown kind of number": placing(dtype="F8"),
    }


def test_whatever_a_hostile_header_says_is_answered_in_a_sentence_and_the_training_goes_on(twin, tmp_path):
    whole = saved(training().begun()[0], tmp_path / "whole")
    cases = hostile(whole)
    hands = [("open", base64.b64encode(content).decode()) for content in cases.values()]
    heard = ended(twin, training(), ("step", 1), *hands, ("step", 1))
    for kind, said in zip(cases, heard.answers[1:-1], strict=True):
        assert said.startswith("This"), kind
        assert said.endswith("."), kind
    assert len(heard.every("losses")) == 2
