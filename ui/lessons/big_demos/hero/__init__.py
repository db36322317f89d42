"""The first screen of a larger demo: what to guess of it, then the picture to act on."""
