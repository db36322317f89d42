"""The same numbers as prepared NumPy calls into buffers that are allocated once."""
