"""A translator with fresh weights."""

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.registry import CELLS
from lstm_core.translation import scores, self_attention
from lstm_core.translation.decoders import DECODERS, LooksAfter, LooksBefore
from lstm_core.translation.encoders import SELF
from lstm_core.translation.translator import Translator


def new_translator(
    source: tuple[str, ...],
    target: tuple[str, ...],
    rng: np.random.Generator,
    hidden_size: int = 64,
    embedding_size: int = 16,
    attention: str = "additive",
    encoder: str = "lstm",
    decoder: str = "lstm",
    dtype: DTypeLike = np.float64,
) -> Translator:
    """Fresh weights; a self-attention encoder reads vectors as long as its values, H."""
    H, E, writes = hidden_size, embedding_size, DECODERS.get(attention)
    read = H if encoder == SELF else E
    parts = {"source": rng.normal(size=(len(source), read)), "target": rng.normal(size=(len(target), E))}
    if encoder == SELF:
        inside = {"encoder": self_attention.new_weights(H, 2 * H, rng)}
    else:
        inside = {"encoder": CELLS[encoder].new_weights(read, H, rng)}
    inside["attention"] = scores.new_weights(attention, H, H, H, rng) if attention in scores.KINDS else {}
    inside["decoder"] = CELLS[decoder].new_weights(E + H if writes is LooksBefore else E, H, rng)
    if writes is LooksAfter:
        inside["attention"]["W_ch"] = rng.uniform(-1, 1, (H, 2 * H)) / np.sqrt(2 * H)
    inside["readout"] = {"W": rng.uniform(-1, 1, (len(target), H)) / np.sqrt(H), "b": np.zeros(len(target))}
    parts |= {f"{part}.{name}": array for part, named in inside.items() for name, array in named.items()}
    parts = {name: array.astype(dtype) for name, array in parts.items()}
    return Translator(encoder, decoder, attention, tuple(source), tuple(target), parts)
