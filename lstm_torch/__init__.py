"""The same cells on torch: modules with interchangeable weights, recovered gates, training on a GPU."""

from lstm_torch.demos import DEMOS
from lstm_torch.layers.layouts import from_torch, to_torch
from lstm_torch.layers.modules import TorchNetwork
from lstm_torch.layers.recover import recover
from lstm_torch.layers.recovered_gradients import recovered_gradients

__all__ = ["DEMOS", "TorchNetwork", "from_torch", "recover", "recovered_gradients", "to_torch"]
