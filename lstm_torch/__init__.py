"""The same cells on torch: modules with interchangeable weights, recovered gates, training on a GPU."""

from typing import TYPE_CHECKING

from lstm_core.on_first_use import on_first_use

if TYPE_CHECKING:  # for editors and type checkers; the table below says the same at run time
    from lstm_torch.demos import DEMOS
    from lstm_torch.layers.layouts import from_torch, to_torch
    from lstm_torch.layers.network import TorchNetwork
    from lstm_torch.layers.recover import recover
    from lstm_torch.layers.recovered_gradients import recovered_gradients
    from lstm_torch.layers.watch import watch

__all__ = ["DEMOS", "TorchNetwork", "from_torch", "recover", "recovered_gradients", "to_torch", "watch"]

__getattr__, __dir__ = on_first_use(
    __name__,
    {
        "demos": ("DEMOS",),
        "layers.layouts": ("from_torch", "to_torch"),
        "layers.network": ("TorchNetwork",),
        "layers.recover": ("recover",),
        "layers.recovered_gradients": ("recovered_gradients",),
        "layers.watch": ("watch",),
    },
)
