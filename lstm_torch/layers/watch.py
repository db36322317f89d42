"""All gates of every recurrent layer inside a module, recorded while the module runs as it always does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from torch import Tensor, nn

from lstm_torch.layers.recover import recover
from lstm_torch.layers.refusals import KINDS

Values = list[dict[str, Tensor]]  # of one call, as `recover` gives them: layer 0, layer 0 reversed, layer 1, …


class Seen(Mapping[str, Values]):
    """`seen["encoder.lstm"]`: what `recover` gives for that layer's latest call; `calls` has the earlier ones too.

    `refused` says, in a sentence, why a call of a layer could not be read; the module ran on all the same.
    """

    def __init__(self, names: Sequence[str]):
        self.names = tuple(names)
        self.calls: dict[str, list[Values]] = {}
        self.refused: dict[str, str] = {}

    def __getitem__(self, name: str) -> Values:
        if name in self.calls:
            return self.calls[name][-1]
        if name in self.refused:
            raise KeyError(f"{name} could not be read: {self.refused[name]}")
        if name in self.names:
            raise KeyError(f"{name} has not been called yet")
        raise KeyError(f"there is no recurrent layer {name!r}, but {', '.join(self.names)}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.calls)

    def __len__(self) -> int:
        return len(self.calls)


@contextmanager
def watch(module: nn.Module) -> Iterator[Seen]:
    """Record every gate of every nn.LSTM, nn.GRU and nn.RNN of a module: `with watch(model) as seen: model(x)`.

    Layers go by the names that `named_modules` gives them; where the module is itself such a layer, by its class,
    "LSTM". The module computes what it would unwatched; each call of a layer costs a second run of it. ValueError
    where there is no such layer.
    """
    layers = {name or type(layer).__name__: layer for name, layer in module.named_modules() if isinstance(layer, KINDS)}
    if not layers:
        raise ValueError(f"watch looks for nn.LSTM, nn.GRU and nn.RNN, and {type(module).__name__} has none of them")
    seen, busy = Seen(list(layers)), set[str]()
    with ExitStack() as hooks:
        for name, layer in layers.items():
            hooks.enter_context(layer.register_forward_hook(partial(_record, seen, busy, name), with_kwargs=True))
        yield seen


def _record(
    seen: Seen, busy: set[str], name: str, layer: nn.RNNBase, given: tuple, named: Mapping[str, object], _: object
) -> None:
    """Keep one call; `recover` calls the layer itself, which is no call of the module."""
    if name in busy:
        return
    x, state = (*given, *(named[key] for key in ("input", "hx") if key in named), None)[:2]
    busy.add(name)
    try:
        values = recover(layer, x, state)
    except (ValueError, TypeError, ArithmeticError) as error:
        seen.refused[name] = str(error)
    else:
        seen.calls.setdefault(name, []).append(values)
    finally:
        busy.discard(name)
