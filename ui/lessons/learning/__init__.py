"""Learning: a small network trains in the page, and is looked at from inside while it does."""
