"""All gates of a sequence, as fast as they come: recovered from the fused layer, and by a loop over the equations."""

import torch

from benchmarks.gpu.racing import race
from benchmarks.gpu.record import Part
from benchmarks.torch import strict
from lstm_core import CELLS
from lstm_torch.layers import graph, layouts
from lstm_torch.layers.recover import recover

SIZE, SMALL = (1024, 3, 256), (16, 2, 32)  # (H, layers, T), B = 1
MILLISECONDS, RATIO = 10.0, 5.0  # the targets
FOR_A_GPU = "for a GPU and a large network"


@torch.no_grad()
def gates(part: Part) -> None:
    """All gates of a sequence, recovered and by a loop over the equations."""
    hidden_size, layers, steps = SMALL if part.small else SIZE
    said = f"all gates of {steps} steps, B = 1, {layers} x {hidden_size}, float32"
    with part.guarded(said):
        layer = torch.nn.LSTM(hidden_size, hidden_size, layers).to(part.device)
        x, cell = torch.randn(steps, 1, hidden_size, device=part.device), CELLS["lstm"]
        weights = [layouts.from_torch(cell, layouts.of_layer(layer, k)) for k in range(layers)]

        def loop(step: int) -> None:
            h = x
            for one in weights:
                values = graph.run(cell, one, h)
                h = {name: values[name] for name in values}["h"]

        both = {"recovered": lambda step: recover(layer, x), "loop": strict(loop)}
        medians, rounds = race(both, part.device, 0.1 * part.seconds)
        ms, ratio = 1e3 * medians["recovered"], medians["loop"] / medians["recovered"]
        met = {} if part.small else {"milliseconds": ms <= MILLISECONDS, "ratio": ratio >= RATIO}
        words = {name: "met" if one else "not met" for name, one in met.items()}
        shown = f"{ms:.2f} ms (target <= {MILLISECONDS:g}: {words.get('milliseconds', FOR_A_GPU)}), "
        shown += f"a loop takes {ratio:.1f} times as long (target >= {RATIO:g}: {words.get('ratio', FOR_A_GPU)})"
        targets = {"milliseconds": MILLISECONDS, "ratio": RATIO}
        found = {"milliseconds": round(ms, 3), "ratio": round(ratio, 3), "targets": targets, "met": met}
        part.row(said, shown, **found, rounds=rounds)
    if not part.cuda:
        part.needs_a_gpu("all gates of {2} steps, B = 1, {1} x {0}, float32".format(*SIZE))
