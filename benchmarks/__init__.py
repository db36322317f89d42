"""Tables of how long things take; nothing here asserts a time."""
