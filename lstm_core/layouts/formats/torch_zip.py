"""PyTorch: a checkpoint that `torch.load(path, weights_only=True)` reads, with the state dict under "state_dict"."""

import numpy as np

from lstm_core.layouts.archive import archive
from lstm_core.layouts.pickled import Thing, pickled
from lstm_core.layouts.state_dict import arguments, holds, state_dict
from lstm_core.layouts.whole import Whole, Written


def write(whole: Whole) -> bytes:
    """{"state_dict": …, "modules": how to make them, "vocab": words, "answers": …}, zipped as torch.save does."""
    checkpoint: dict[str, Thing] = {"state_dict": state_dict(whole), "modules": arguments(whole)}
    checkpoint |= {"vocab": whole.vocabulary} if whole.vocabulary else {}
    checkpoint |= {"answers": whole.answers}
    opcodes, storages = pickled(checkpoint)
    files = {"data.pkl": opcodes, "byteorder": b"little"}
    files |= {f"data/{k}": np.ascontiguousarray(array, "<f4").tobytes() for k, array in enumerate(storages)}
    return archive({f"network/{name}": content for name, content in (files | {"version": b"3\n"}).items()})


WRITTEN = Written("PyTorch", (".pt", ".pth"), holds, write)
