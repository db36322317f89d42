"""A live torch module is filmed as it is: every number of its films is what its layers computed in that pass."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

from lstm_core import look
from lstm_torch import watch

ROOT = Path(__file__).resolve().parents[2]


class Tagger(nn.Module):
    """Words in, an encoder inside another module, dropout between its layers, a head that starts from its state."""

    def __init__(self, both: bool = False, packed: bool = False):
        super().__init__()
        self.packed = packed
        self.embedding = nn.Embedding(9, 5)
        self.encoder = nn.ModuleDict({"lstm": nn.LSTM(5, 4, 2, batch_first=True, bidirectional=both, dropout=0.5)})
        self.head = nn.GRU(4 * (1 + both), 4, batch_first=True)

    def forward(self, ids, lengths=None):
        x = self.embedding(ids)
        if lengths is not None:
            x = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        h, (last, _) = self.encoder["lstm"](x)
        return self.head(h, last[-1:])


def values_of(film) -> dict[str, np.ndarray]:
    return {name: film.node_arrays[node] for name, node in film.cell.graph.names.items()}


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("lengths", [None, torch.tensor([7, 3, 5])])
def test_every_layer_of_a_module_is_filmed_with_the_numbers_of_its_pass(both, lengths):
    torch.manual_seed(0)
    model = Tagger(both)
    ids = torch.randint(9, (3, 7), generator=torch.Generator().manual_seed(0))
    made = look(model, ids if lengths is None else (ids, lengths), sequence=1)
    ways = ["", ", from the end"][: 1 + both]
    assert [one.title for one in made.films] == [
        *(f"encoder.lstm, {k}{way}" for k in (1, 2) for way in ways),
        "head, 1",
    ]
    assert model.training
    model.eval()
    with watch(model) as seen:
        model(ids, lengths)
    steps = 7 if lengths is None else 3
    recovered = [*seen["encoder.lstm"], *seen["head"]]
    for one, values in zip(made.films, recovered, strict=True):
        found = values_of(one.film)
        for name, value in values.items():
            assert found[name].shape == (steps, 4)
            assert abs(found[name] - value[1, :steps].detach().numpy()).max() <= 1e-6
    assert len(made.about) == 2
    assert "largest difference" in made.about[0]


@pytest.mark.parametrize("layer", [nn.RNN(3, 4, nonlinearity="relu"), nn.GRU(3, 4, bias=False), nn.LSTM(3, 4)])
def test_a_layer_by_itself_is_filmed_over_one_sequence_and_over_an_array(layer):
    x = np.random.default_rng(0).normal(size=(6, 3))
    made = look(layer, x, words=list("abcdef"))
    with watch(layer) as seen:
        layer(torch.as_tensor(x, dtype=torch.float32))
    (values,), (one,) = next(iter(seen.values())), made.films
    assert one.film.words == tuple("abcdef")
    found = values_of(one.film)
    assert all(abs(found[name] - value.detach().numpy()).max() <= 1e-6 for name, value in values.items())


@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")  # torch says so of its own
def test_a_projection_is_filmed_and_held_against_the_modules_output():
    layer, x = nn.LSTM(3, 6, 2, proj_size=2, bidirectional=True), torch.randn(5, 1, 3)
    state = (torch.randn(4, 1, 2), torch.randn(4, 1, 6))
    made = look(layer, (x, state))
    assert [one.film.hidden_size for one in made.films] == [6] * 4
    assert "reproduces your model" in made.about[0]


def test_a_module_that_is_not_reproduced_is_not_shown(monkeypatch):
    monkeypatch.setattr("lstm_core.browser.looking.Badge.holds", property(lambda badge: False))
    with pytest.raises(ValueError, match="so nothing is shown"):
        look(nn.GRU(2, 3), torch.zeros(4, 2))


def test_of_several_calls_the_longest_is_filmed_and_arguments_may_have_names():
    class Writer(nn.Module):
        def __init__(self):
            super().__init__()
            self.cell = nn.GRU(2, 3)

        def forward(self, *, start, steps):
            _, state = self.cell(start)
            for _ in range(steps):
                _, state = self.cell(torch.zeros(1, 1, 2), state)

    made = look(Writer(), {"start": torch.randn(5, 1, 2), "steps": 4})
    assert [len(one.film.words) for one in made.films] == [5]


class Idle(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(2, 3)

    def forward(self, x):
        return x


def test_what_cannot_be_filmed_is_said_in_a_sentence():
    for model, x, said in (
        (nn.Linear(2, 2), torch.zeros(1, 2), "Linear has none of them"),
        (Idle(), torch.zeros(1, 2), "Idle did not call its lstm"),
        (nn.LSTM(3, 2), torch.zeros(600, 3), "a film shows 1 to 500 steps, got 600"),
        (nn.LSTM(3, 2), torch.zeros(6, 1, 3), "there is no number 4"),
        ("nothing", 0, "got str"),
    ):
        with pytest.raises(ValueError, match=said):
            look(model, x, sequence=4 if "number" in said else 0)
    with pytest.raises(ValueError, match="words name the 6 steps, got 2"):
        look(nn.LSTM(3, 2), torch.zeros(6, 3), words=["a", "b"])
    with pytest.raises(ValueError, match="a module has none"):
        look(nn.LSTM(3, 2), torch.zeros(6, 3), alternatives=["a"])


def test_wide_layers_show_their_largest_units_and_say_so():
    made = look(nn.GRU(2, 300), torch.randn(4, 2))
    assert made.films[0].film.hidden_size == 128
    assert "Of 300 units it shows the 128" in made.html


def test_the_core_never_loads_torch_for_it():
    code = "import sys, lstm_core\ntry: lstm_core.look(object(), 0)\nexcept ValueError as error: print(error)\n"
    code += "print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["look films a network of ours or a torch.nn module, got object", "False"]
