"""The names that PyTorch gives to weights, read back: which arrays are one layer, and which layer it is."""
