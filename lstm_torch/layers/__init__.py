"""Cells and networks on tensors, torch.nn's fused layers, and all gates of those recovered."""
