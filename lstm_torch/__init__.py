"""The same cells on torch: modules with interchangeable weights, recovered gates, training on a GPU."""

from lstm_core.registry import Found

DEMOS = Found("lstm_torch.demos", "DEMO")

__all__ = ["DEMOS"]
