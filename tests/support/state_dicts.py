"""State dicts of random values in every slot, with the names that PyTorch gives them; torch is not needed."""

import numpy as np

ROWS = {"lstm": 4, "gru": 3, "rnn": 1}


def state_dict(
    kind: str = "lstm",
    inputs: int = 3,
    units: int = 4,
    layers: int = 1,
    both: bool = False,
    bias: bool = True,
    proj: int = 0,
    prefix: str = "rnn.",
    seed: int = 0,
    dtype: str = "f4",
) -> dict[str, np.ndarray]:
    """{"rnn.weight_ih_l0": …} of a stack of recurrent layers."""
    rng = np.random.default_rng(seed)
    rows, gives = ROWS[kind] * units, proj or units
    found = {}
    for layer in range(layers):
        reads = inputs if layer == 0 else gives * (1 + both)
        for end in ("", "_reverse")[: 1 + both]:
            shapes = {"weight_ih": (rows, reads), "weight_hh": (rows, gives)}
            shapes |= {"bias_ih": (rows,), "bias_hh": (rows,)} if bias else {}
            shapes |= {"weight_hr": (proj, units)} if proj else {}
            found |= {f"{prefix}{what}_l{layer}{end}": rng.normal(0, 0.5, shape) for what, shape in shapes.items()}
    return {name: values.astype(dtype) for name, values in found.items()}
