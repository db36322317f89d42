"""What the page computes itself beside the core: whether it is the same, and how fast."""
