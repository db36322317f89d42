"""The value and the gradient of every node, one at a time, with edits: slow, obviously right, the oracle."""
