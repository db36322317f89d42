"""All that waits for a GPU, in one command: what is there, whether it computes the truth, how fast, a demo worth it."""
