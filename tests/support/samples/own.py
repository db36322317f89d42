"""A network of ours, as `Network.save` writes it."""

import tempfile
from pathlib import Path

import numpy as np

from lstm_core import CELLS, Network

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "network.safetensors"
    Network.new(CELLS["lstm"], ("a", "b", "c"), 4, 2, np.random.default_rng(0)).save(path)
    SAMPLES = {"network.safetensors": path.read_bytes()}
