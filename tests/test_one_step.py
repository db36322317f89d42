"""One step: the numbers of a seed, presets that do what they say, predictions that name the misconception they fit."""
