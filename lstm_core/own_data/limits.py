"""How little can be learned from."""

FEWEST_LETTERS, FEWEST_ROWS = 1000, 60
