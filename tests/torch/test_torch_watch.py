"""A watched module computes what it did, and every gate of its recurrent layers is what a run by hand gives."""

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lstm_core import CELLS
from lstm_torch import recover, watch
from lstm_torch.layers import graph, layouts


class Tagger(nn.Module):
    """A module as people write them: words in, an encoder inside another module, a head that calls its GRU twice."""

    def __init__(self, both: bool = False, batch_first: bool = True):
        super().__init__()
        self.embedding = nn.Embedding(9, 5)
        self.encoder = nn.ModuleDict(
            {"lstm": nn.LSTM(5, 4, 2, batch_first=batch_first, bidirectional=both, dtype=torch.float64)}
        )
        self.head = nn.GRU(4 * (1 + both), 3, batch_first=batch_first, dtype=torch.float64)

    def forward(self, ids, lengths=None):
        x = self.embedding(ids).double()
        if lengths is not None:
            x = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        h, _ = self.encoder["lstm"](x)
        first, state = self.head(h)
        second, _ = self.head(input=h, hx=state)
        return first, second


def by_hand(layer: nn.RNNBase, x: torch.Tensor, first: torch.Tensor | None = None) -> list[dict[str, torch.Tensor]]:
    """Every layer and direction as a loop over the equations of its cell, time first."""
    cell, ways, found = CELLS[type(layer).__name__.lower()], 1 + layer.bidirectional, []
    for k in range(layer.num_layers):
        outputs = []
        for way in range(ways):
            weights = layouts.from_torch(cell, layouts.of_layer(layer, k, way == 1))
            state = {} if first is None else {"h": first[k * ways + way]}
            steps = graph.run(cell, weights, x.flip(0) if way else x, state)
            found.append({name: steps[name].flip(0) if way else steps[name] for name in cell.names})
            outputs.append(found[-1]["h"])
        x = torch.cat(outputs, -1)
    return found


def same(found, wanted, turn=lambda value: value):
    assert len(found) == len(wanted)
    for here, there in zip(found, wanted, strict=True):
        assert here.keys() == there.keys()
        for name in here:
            torch.testing.assert_close(turn(here[name]), there[name], rtol=0, atol=1e-12)


@pytest.fixture
def ids():
    return torch.randint(9, (3, 7), generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("both", [False, True])
@torch.no_grad()
def test_every_gate_of_nested_layers_is_that_of_a_loop_by_hand(ids, both, batch_first):
    torch.manual_seed(0)
    model = Tagger(both, batch_first)
    plain = model(ids)
    with watch(model) as seen:
        watched = model(ids)
    assert all(map(torch.equal, plain, watched))
    assert list(seen) == ["encoder.lstm", "head"]
    turn = (lambda value: value.transpose(0, 1)) if batch_first else (lambda value: value)
    encoded = by_hand(model.encoder["lstm"], turn(model.embedding(ids).double()))
    same(seen["encoder.lstm"], encoded, turn)
    h = torch.cat([values["h"] for values in encoded[-1 - both :]], -1)
    first = by_hand(model.head, h)
    second = by_hand(model.head, h, first[0]["h"][-1:])
    assert len(seen.calls["head"]) == 2
    same(seen.calls["head"][0], first, turn)
    same(seen["head"], second, turn)


@torch.no_grad()
def test_packed_sequences_are_recorded_as_if_each_ran_alone(ids):
    model, lengths = Tagger(both=True), torch.tensor([7, 2, 5])
    with watch(model) as seen:
        model(ids, lengths)
    for k, length in enumerate(lengths.tolist()):
        x = model.embedding(ids[k : k + 1, :length]).double().transpose(0, 1)
        for found, wanted in zip(seen["encoder.lstm"], by_hand(model.encoder["lstm"], x), strict=True):
            for name, value in wanted.items():
                torch.testing.assert_close(found[name][k, :length], value[:, 0], rtol=0, atol=1e-12)
                assert not found[name][k, length:].any()


def test_training_goes_on_as_if_nobody_watched(ids):
    losses = []
    for watching in (False, True):
        torch.manual_seed(1)
        model = Tagger()
        if watching:
            with watch(model) as seen:
                loss = sum(out.square().sum() for out in model(ids))
                loss.backward()
            assert not seen["head"][0]["z"].requires_grad
        else:
            loss = sum(out.square().sum() for out in model(ids))
            loss.backward()
        losses.append([loss, *(parameter.grad for parameter in model.parameters())])
    assert all(map(torch.equal, *losses))


def test_a_layer_by_itself_goes_by_its_class_and_is_left_alone_afterwards():
    layer, x = nn.RNN(2, 3, nonlinearity="relu"), torch.randn(4, 1, 2)
    with watch(layer) as seen:
        layer(x)
    layer(x)
    assert len(seen.calls["RNN"]) == 1
    assert torch.equal(seen["RNN"][0]["h"], recover(layer, x)[0]["h"])
    assert not layer._forward_hooks


def test_of_several_calls_the_latest_is_given_and_the_earlier_ones_are_kept():
    torch.manual_seed(0)
    layer = nn.LSTM(3, 4)
    with torch.no_grad(), watch(layer) as seen:
        first, last = (layer(torch.randn(5, 2, 3))[0] for _ in range(2))
    torch.testing.assert_close(seen["LSTM"][0]["h"], last)
    torch.testing.assert_close(seen.calls["LSTM"][0][0]["h"], first)
    assert not torch.allclose(first, last)


def test_a_failure_inside_leaves_no_hook_behind(ids):
    model = Tagger()
    with pytest.raises(RuntimeError), watch(model):
        model(ids.double())
    assert not any(layer._forward_hooks for layer in model.modules())


def test_what_cannot_be_read_is_said_and_disturbs_nothing():
    model = nn.ModuleDict({"small": nn.LSTM(3, 2, 2, dropout=0.5), "rest": nn.GRU(2, 3)})
    with watch(model) as seen:
        h, _ = model["small"](torch.randn(5, 1, 3))
        model["rest"](h)
    assert list(seen) == ["rest"]
    assert "in eval mode, got dropout=0.5 in training mode" in seen.refused["small"]
    with pytest.raises(KeyError, match=r"small could not be read: .*dropout=0\.5"):
        seen["small"]
    with pytest.raises(KeyError, match="there is no recurrent layer 'other', but small, rest"):
        seen["other"]


def test_a_layer_that_was_not_called_and_a_module_without_any_are_said():
    with watch(nn.ModuleDict({"a": nn.LSTM(2, 3)})) as seen, pytest.raises(KeyError, match="a has not been called yet"):
        seen["a"]
    with pytest.raises(ValueError, match="Linear has none of them"), watch(nn.Linear(2, 2)):
        pass


def test_packed_and_padded_input_give_the_same_numbers_where_all_are_as_long():
    layer = nn.LSTM(2, 3, bidirectional=True)
    x = torch.randn(4, 2, 2)
    with watch(layer) as seen:
        out, _ = layer(x)
        packed, _ = layer(pack_padded_sequence(x, torch.tensor([4, 4])))
    torch.testing.assert_close(pad_packed_sequence(packed)[0], out)
    for first, second in zip(*seen.calls["LSTM"], strict=True):
        for name in first:
            torch.testing.assert_close(first[name], second[name])
