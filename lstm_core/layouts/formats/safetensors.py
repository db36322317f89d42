"""Safetensors: the arrays of a torch.nn module under their names, and nothing that could be executed."""

import json

from lstm_core.files import arrays_as_bytes
from lstm_core.layouts.state_dict import arguments, holds, state_dict
from lstm_core.layouts.whole import Whole, Written


def write(whole: Whole) -> bytes:
    """The file; words, answers and how to make the modules stand in its metadata."""
    return arrays_as_bytes(state_dict(whole), {"format": "pt", "modules": json.dumps(arguments(whole)), **whole.told})


WRITTEN = Written("PyTorch", (".safetensors",), holds, write)
