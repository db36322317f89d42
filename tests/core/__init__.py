"""What the NumPy core promises."""
