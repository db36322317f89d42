"""What a layer of torch.nn reads, in one form: time first, in batches, with the lengths of packed sequences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from lstm_torch.layers.layouts import STATES
from lstm_torch.layers.refusals import fitting, known


@dataclass(frozen=True)
class Reading:
    """A layer, x (T, B, D) and its first state {"h": (L, B, H)}; x is 0 after the end of a packed sequence."""

    layer: nn.RNNBase
    kind: str
    x: Tensor
    lengths: Tensor | None  # (B,) of packed sequences
    single: bool  # x came as (T, D)
    start: dict[str, Tensor] = field(default_factory=dict)

    def time_first(self, value: Tensor) -> Tensor:
        """(T, B, …) of what came in the layout of x."""
        return value[:, None] if self.single else value.transpose(0, 1) if self.layer.batch_first else value

    def returned(self, value: Tensor) -> Tensor:
        """(T, B, …) in the layout that x came in; a packed sequence came in the layout of its padding."""
        if self.single:
            return value[:, 0]
        return value.transpose(0, 1) if self.layer.batch_first else value

    def states(self, which: str, given: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """(L, B, H) of each state: what is given, if it fits, or zeros."""
        places, H = self.layer.num_layers * (1 + self.layer.bidirectional), self.layer.hidden_size
        shape, found = (places, H) if self.single else (places, self.x.shape[1], H), {}
        for name in STATES[self.kind]:
            value = given.get(name, self.x.new_zeros(shape))
            value = fitting(f"{which} {name} of nn.{self.kind}", value, shape, self.layer)
            found[name] = value.reshape(places, -1, H).contiguous()  # cuDNN wants it so
        return found

    def alike(self, input_size: int, **more: object) -> nn.RNNBase:
        """A new layer of the same kind and number of units, time first."""
        more |= {"nonlinearity": self.layer.nonlinearity} if self.kind == "RNN" else {}
        return getattr(nn, self.kind)(input_size, self.layer.hidden_size, **more)

    def run(self, layer: nn.RNNBase, x: Tensor, first: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """A layer over x: its h (T, B, …), its state after the last real step."""
        state = tuple(first.values()) if len(first) > 1 else first["h"]
        if self.lengths is None:
            out, end = layer(x, state)
        else:
            out, end = layer(pack_padded_sequence(x, self.lengths, enforce_sorted=False), state)
            out, _ = pad_packed_sequence(out)
        return out, dict(zip(first, end if isinstance(end, tuple) else (end,), strict=True))

    def turned(self, value: Tensor) -> Tensor:
        """(T, B, …) as the other direction meets it: each sequence from its last real step to its first."""
        if self.lengths is None:
            return value.flip(0)
        t, lengths = self._clock(value)
        return value.gather(0, torch.where(t < lengths, lengths - 1 - t, t).expand_as(value))

    def last(self, value: Tensor) -> Tensor:
        """(B, …) at the last real step."""
        if self.lengths is None:
            return value[-1]
        return value.gather(0, (self._clock(value)[1] - 1).expand(1, *value.shape[1:]))[0]

    def with_last(self, value: Tensor, more: Tensor) -> Tensor:
        """(T, B, …) with something added at the last real step."""
        if self.lengths is None:
            return torch.cat([value[:-1], value[-1:] + more])
        t, lengths = self._clock(value)
        return torch.where(t == lengths - 1, value + more, value)

    def real(self, value: Tensor) -> Tensor:
        """(T, B, …), 0 after the end of each sequence."""
        if self.lengths is None:
            return value
        t, lengths = self._clock(value)
        return value.masked_fill(t >= lengths, 0)

    def _clock(self, value: Tensor) -> tuple[Tensor, Tensor]:
        """The steps (T, 1, 1) and the lengths (1, B, 1), beside the value."""
        steps, lengths = torch.arange(len(value), device=value.device), self.lengths.to(value.device)
        return steps[:, None, None], lengths[None, :, None]


def reading(layer: nn.RNNBase, x: Tensor | PackedSequence, state: Tensor | Sequence[Tensor] | None = None) -> Reading:
    """What the layer reads; ValueError or TypeError says who expected what, and what came."""
    kind, lengths = known(layer), None
    if isinstance(x, PackedSequence):
        x, lengths = pad_packed_sequence(x, batch_first=layer.batch_first)
    single = lengths is None and isinstance(x, Tensor) and x.ndim == 2
    letters = "T" if single else "BT" if layer.batch_first else "TB"
    found = Reading(layer, kind, fitting(f"x of nn.{kind}", x, (*letters, layer.input_size), layer), lengths, single)
    found = replace(found, x=found.time_first(found.x))
    return replace(found, start=found.states("the first", _named(kind, state)))


def _named(kind: str, state: Tensor | Sequence[Tensor] | None) -> dict[str, Tensor]:
    """{"h": …, "c": …} of a state as torch orders it."""
    names, given = STATES[kind], (state,) if isinstance(state, Tensor) else state
    if given is None:
        return {}
    if isinstance(given, Sequence) and len(given) == len(names):
        return dict(zip(names, given, strict=True))
    came = f"a state of {len(given)}" if isinstance(given, Sequence) else f"a {type(given).__name__}"
    raise ValueError(f"nn.{kind} starts from {' and '.join(names)}, got {came}")
