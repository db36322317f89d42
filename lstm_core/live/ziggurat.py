"""The layers of NumPy's normal distribution, read from NumPy itself, so that a page draws the same numbers."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

LAYERS, HALF = 256, 1 << 51  # a word holds the layer in 8 bits, the sign in one, and a number below 2^52
FACTOR, MODULUS = 0x2360ED051FC65DA44385DF649FCCF645, 1 << 128  # of PCG64 (O'Neill 2014)


@cache
def edges() -> tuple[float, ...]:
    """Where each of the 256 layers of Marsaglia & Tsang (2000) ends, the first being the one with the tail.

    A word that says "half of layer k" gives half of its edge, exactly.
    """
    return tuple(2 * _half_of(layer) for layer in range(LAYERS))


def parts_of_edges() -> np.ndarray:
    """The same as float32, (3, 256): their sums down a column are exact."""
    rest, parts = np.array(edges()), []
    for _ in range(3):
        parts.append(rest.astype(np.float32))
        rest = rest - parts[-1]
    return np.stack(parts)


def standing(rng: np.random.Generator) -> list[list[int]]:
    """Where a generator stands, for a page to go on from: its state and what it adds, 32 bits a word, lowest first."""
    state: Mapping[str, Any] = rng.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise ValueError(f"a page goes on from a PCG64, got {state['bit_generator']}")
    return [[state["state"][name] >> 32 * k & 0xFFFFFFFF for k in range(4)] for name in ("state", "inc")]


def _half_of(layer: int) -> float:
    """Tries words of that layer until one is taken for a number."""
    words = 2 if layer == 1 else 1  # of the second layer, a second word says whether it is taken
    for step in range(1, 1000, 2):
        state = (layer + (HALF << 9) - step) * pow(FACTOR, -1, MODULUS) % MODULUS
        drawing, counted = _bits(state, step), _bits(state, step)
        number = np.random.Generator(drawing).standard_normal()
        if drawing.state == counted.advance(words).state:
            return float(number)
    raise RuntimeError(f"NumPy {np.__version__} draws normal numbers in another way than the page does")


def _bits(state: int, step: int) -> np.random.PCG64:
    """The generator whose next state is state x FACTOR + step."""
    bits = np.random.PCG64()
    bits.state = {"bit_generator": "PCG64", "state": {"state": state, "inc": step}, "has_uint32": 0, "uinteger": 0}
    return bits
