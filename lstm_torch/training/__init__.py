"""A training into a run directory: settings, batches, one update, checkpoints, devices, several processes."""
