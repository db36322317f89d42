"""Whole, honest files of each format that `open_model` reads: one module a format, with `SAMPLES`, to be damaged."""
