"""The trained networks, sentences and results that ship, loaded once for every reader."""
