"""What is learned from: a text as ids and its baselines, series, pictures."""
