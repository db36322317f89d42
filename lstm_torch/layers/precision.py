"""Full float32 on a GPU: torch lets cuDNN's recurrent layers round to TF32 (10 bits) by default, its products not."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def full_float32(*more: object) -> Iterator[None]:
    """Inside, cuDNN's recurrent layers, all products and `more` (torch.backends.cudnn.conv) compute in full float32.

    The settings are of the whole process, and come back. They are read and written as torch >= 2.9 has them, one for
    each kind of operation: the older allow_tf32 refuses to be read where these differ.
    """
    kinds = (torch.backends.cudnn.rnn, torch.backends.cuda.matmul, *more)
    before = [kind.fp32_precision for kind in kinds]
    try:
        for kind in kinds:
            kind.fp32_precision = "ieee"
        yield
    finally:
        for kind, precision in zip(kinds, before, strict=True):
            kind.fp32_precision = precision
