"""Files that torch itself writes, opened without it: the same numbers as the module's own, whatever it was saved as."""

import argparse
import datetime
import io
import itertools
import os
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from lstm_core import open_model
from lstm_core.layouts.orders import ORDERS
from lstm_core.models.errors import ModelFileError
from lstm_core.models.reading import read

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from safetensors.torch import save, save_file
from torch import nn
from torch.nn.utils.parametrizations import weight_norm

T, B, D, H = 7, 3, 4, 5
EXTRA = Path(os.environ.get("LSTM_EXTRA") or "no such folder") / "data" / "silero" / "silero_vad_16k.safetensors"
CLOSE = {torch.float32: 1e-6, torch.float64: 1e-14}
KINDS = {"LSTM": nn.LSTM, "GRU": nn.GRU, "RNN tanh": nn.RNN, "RNN relu": nn.RNN}


class Net(nn.Module):
    """A module that holds a recurrent one under a name of its own."""

    def __init__(self, rnn):
        super().__init__()
        self.rnn = rnn


class Speaker(nn.Module):
    """A model of language, as tutorials write it."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Embedding(11, D)
        self.rnn = nn.LSTM(D, H, 2, dropout=0.1)
        self.decoder = nn.Linear(H, 11)

    def forward(self, words):
        return self.decoder(self.rnn(self.encoder(words))[0])


def layer(kind, dtype=torch.float32, seed=0, **more):
    """A module of torch with random values in every slot."""
    torch.manual_seed(seed)
    more |= {"nonlinearity": kind.split()[1]} if kind.startswith("RNN") else {}
    made = KINDS[kind](D, H, dtype=dtype, **more).eval()
    with torch.no_grad():
        for values in made.parameters():
            values.normal_(0, 0.3)  # small enough that relu's numbers do not grow, and with them the rounding
    return made


def bytes_of(value, **more):
    file = io.BytesIO()
    torch.save(value, file, **more)
    return file.getvalue()


def answers(made, x):
    """(T, B, D·H) of a module of torch, by its own arithmetic."""
    with torch.no_grad():
        inputs = torch.from_numpy(x).to(next(made.parameters()).dtype)
        return made(inputs.transpose(0, 1) if made.batch_first else inputs)[0]


def assert_same(made, found, seed=0):
    x = np.random.default_rng(seed).normal(size=(T, B, D))
    theirs = answers(made, x)
    theirs = theirs.transpose(0, 1) if made.batch_first else theirs
    (one,) = found.networks
    dtype = next(made.parameters()).dtype
    assert abs(one.network.run(x).logits - theirs.numpy()).max() <= CLOSE[dtype]


def assumed(kind):
    return {"activation": kind.split()[1]} if kind.startswith("RNN") else {}


@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_depth_and_direction_gives_torchs_numbers(kind):
    shapes = itertools.product((1, 2, 3), (False, True), (True, False), (0, 2) if kind == "LSTM" else (0,))
    for k, (layers, both, bias, proj) in enumerate(shapes):
        more = {"proj_size": proj} if proj else {}
        dtype = (torch.float32, torch.float64)[k % 2]
        made = layer(kind, dtype, k, num_layers=layers, bidirectional=both, bias=bias, batch_first=both, **more)
        found = open_model(bytes_of(made.state_dict()), name="m.pt", assume=assumed(kind))
        assert len(found.networks[0].layers) == layers
        assert_same(made, found, k)


WAYS = {
    "a state dict": lambda made: bytes_of(made.state_dict()),
    "a state dict of pickle protocol 5": lambda made: bytes_of(made.state_dict(), pickle_protocol=5),
    "safetensors": lambda made: save(made.state_dict()),
    "inside a module": lambda made: bytes_of(Net(made).state_dict()),
    "trained in parallel": lambda made: bytes_of({f"module.rnn.{n}": v for n, v in made.state_dict().items()}),
    "compiled": lambda made: bytes_of(torch.compile(Net(made)).state_dict()),
    "a whole module": lambda made: bytes_of(made),
    "a whole module inside another": lambda made: bytes_of(Net(made)),
    "parameters as they are": lambda made: bytes_of(OrderedDict(made.named_parameters())),
    "a checkpoint of training": lambda made: bytes_of(
        {
            "epoch": 2,
            "model_state_dict": made.state_dict(),
            "optimizer_state_dict": stepped(made).state_dict(),
            "loss": torch.tensor(0.3),
        }
    ),
    "a checkpoint of Lightning": lambda made: bytes_of(
        {
            "pytorch-lightning_version": "2.5.0",
            "state_dict": {f"net.rnn.{name}": values for name, values in made.state_dict().items()},
            "hyper_parameters": argparse.Namespace(lr=1e-3, started=datetime.datetime(2026, 1, 1)),
            "callbacks": {"checkpoint": {1, 2}},
            "optimizer_states": [stepped(made).state_dict()],
        }
    ),
}


def stepped(made):
    """An optimiser that has taken a step of nothing, so that it holds moments of every parameter."""
    optimiser = torch.optim.AdamW(made.parameters(), lr=0.0)
    for values in made.parameters():
        values.grad = torch.zeros_like(values)
    optimiser.step()
    optimiser.zero_grad()
    return optimiser


@pytest.mark.filterwarnings("ignore:.*torch.jit.*is deprecated:DeprecationWarning")  # torch.compile imports them
@pytest.mark.parametrize("way", WAYS)
def test_however_it_was_saved_it_is_the_same_network(way):
    for kind in KINDS:
        made = layer(kind, num_layers=2, bidirectional=True)
        found = open_model(WAYS[way](made), name="m", assume=assumed(kind))
        assert_same(made, found)
        assert bool(found.asks) == (kind.startswith("RNN") and "whole" not in way)


@pytest.mark.parametrize("kind", ["LSTMCell", "GRUCell", "RNNCell"])
def test_cells_that_are_stepped_by_hand_are_found(kind):
    torch.manual_seed(1)
    cell = getattr(nn, kind)(D, H, **({"nonlinearity": "relu"} if kind == "RNNCell" else {}))
    x = torch.randn(T, B, D)
    state, outputs = None, []
    with torch.no_grad():
        for x_t in x:
            state = cell(x_t, state)
            outputs.append(state[0] if kind == "LSTMCell" else state)
    (found,) = open_model(bytes_of(cell), name="m.pt").networks
    assert abs(found.network.run(x.numpy().astype("f8")).logits - torch.stack(outputs).numpy()).max() <= 1e-6


def test_weight_normalisation_is_multiplied_out():
    made = layer("LSTM", dtype=torch.float64)
    made = weight_norm(weight_norm(made, "weight_hh_l0"), "weight_ih_l0")
    with torch.no_grad():
        for values in made.parameters():
            values.normal_(0, 0.5)
    found = open_model(bytes_of(made.state_dict()), name="m.pt")
    assert_same(made, found)
    assert any("multiplied out" in note for note in found.notes)


@pytest.mark.parametrize("way", [lambda net: bytes_of(net.state_dict()), bytes_of, lambda net: save(net.state_dict())])
def test_a_model_of_language_answers_as_torch_does(way):
    torch.manual_seed(2)
    net = Speaker().eval()
    words = torch.randint(0, 11, (T, B))
    with torch.no_grad():
        theirs = net(words)
    (found,) = open_model(way(net), name="m").networks
    assert (found.embedding, found.readout) == ("encoder.weight", "decoder.weight")
    assert abs(found.network.run(words.numpy()).logits - theirs.numpy()).max() <= 2e-6
    assert abs(found.network.run(words.numpy()).probs - theirs.softmax(-1).numpy()).max() <= 1e-6


@pytest.mark.parametrize("kind", KINDS)
def test_every_swapped_order_of_gates_would_be_caught(kind, monkeypatch):
    """With random values in every slot no two gates can change places unseen."""
    made = layer(kind, num_layers=2, bidirectional=True)
    content, name = bytes_of(made.state_dict()), kind.split()[0]
    x = np.random.default_rng(0).normal(size=(T, B, D))
    theirs = answers(made, x).numpy()
    right = ORDERS["torch"][name]
    for order in itertools.permutations(right):
        monkeypatch.setitem(ORDERS["torch"], name, order)
        found = _here(content, kind)
        difference = abs(found.run(x).logits - theirs).max()
        assert (difference <= 1e-6) == (order == right), order


def test_every_slot_counts():
    """A value changed anywhere in the file changes what the network answers: none is dropped, none read twice."""
    made = layer("LSTM", num_layers=2, bidirectional=True, proj_size=2)
    x = np.random.default_rng(0).normal(size=(T, B, D))
    before = _here(bytes_of(made.state_dict()), "LSTM").run(x).logits
    for name, values in made.state_dict().items():
        for at in (0, values.numel() // 2, -1):
            changed = {n: v.clone() for n, v in made.state_dict().items()}
            changed[name].view(-1)[at] += 1
            assert abs(_here(bytes_of(changed), "LSTM").run(x).logits - before).max() > 1e-4, (name, at)


def _here(content, kind):
    """The network of a file, read in this process."""
    from dataclasses import replace

    from lstm_core.models.chains import network_of

    layers = read({"m.pt": content})[1].layers
    squash = {"activations": ["Relu"] * 2} if kind == "RNN relu" else {}
    return network_of([replace(one, options=one.options | squash) for one in layers]).network


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
@pytest.mark.parametrize("way", [bytes_of, save])
def test_half_floats_are_read_exactly(dtype, way):
    made = layer("GRU").to(dtype)
    found = open_model(way(made.state_dict()), name="m")
    assert_same(made.float(), found)
    assert str(dtype).removeprefix("torch.") in found.notes[0]


def test_views_of_one_storage_are_read_where_they_lie():
    flat = torch.randn(1000, dtype=torch.float64)
    made = layer("LSTM", dtype=torch.float64)
    at = 3
    with torch.no_grad():
        for name, values in list(made.named_parameters()):
            view = flat[at : at + values.numel()].view(values.shape)
            at += values.numel() + 1
            values.set_(view.t().contiguous().t() if "weight_hh" in name else view)
    assert_same(made, open_model(bytes_of(made.state_dict()), name="m.pt"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*quantize_per_tensor.*:UserWarning")
def test_what_is_no_state_dict_is_refused_in_a_sentence(tmp_path):
    made = layer("LSTM")
    old = bytes_of(made.state_dict(), _use_new_zipfile_serialization=False)
    with pytest.raises(ModelFileError, match=r"^old\.pt: it is a bare pickle"):
        open_model(old, name="old.pt")
    quantised = torch.ao.quantization.quantize_dynamic(Net(made), {nn.LSTM})
    with pytest.raises(ModelFileError, match="quantised"):
        open_model(bytes_of(quantised.state_dict()), name="q.pt")
    torch.jit.save(torch.jit.script(made), tmp_path / "script.pt")
    with pytest.raises(ModelFileError, match="TorchScript"):
        open_model(tmp_path / "script.pt")
    sliced = bytes_of({"rnn.weight_hh_l0": torch.zeros(1).expand(64, 16)})
    with pytest.raises(ModelFileError, match="more than its storage has"):
        open_model(sliced, name="expanded.pt")


def test_a_path_is_read_as_its_bytes_are(tmp_path):
    made = layer("LSTM")
    torch.save(made.state_dict(), tmp_path / "m.weird")
    save_file(made.state_dict(), tmp_path / "m.pt")  # a file is known by its bytes, not by its name
    assert open_model(tmp_path / "m.weird").source == "PyTorch, m.weird"
    assert open_model(str(tmp_path / "m.pt")).source == "safetensors, m.pt"
    for path in ("m.weird", "m.pt"):
        assert_same(made, open_model(tmp_path / path))


@pytest.mark.skipif(not EXTRA.is_file(), reason="LSTM_EXTRA names no folder with the speech detector")
def test_the_lstm_of_a_speech_detector_gives_torchs_numbers():
    from safetensors.torch import load_file

    weights = {n.removeprefix("lstm_cell."): v for n, v in load_file(EXTRA).items() if n.startswith("lstm_cell.")}
    made = nn.LSTM(128, 128).double()
    made.load_state_dict({f"{name}_l0": values.double() for name, values in weights.items()})
    (found,) = open_model(EXTRA).networks
    assert (found.name, found.layers[0].kind, found.layers[0].hidden_size) == ("lstm_cell", "LSTM", 128)
    x = np.random.default_rng(0).normal(size=(40, 2, 128))
    assert abs(found.network.run(x).logits - answers(made, x).numpy()).max() < 1e-14
