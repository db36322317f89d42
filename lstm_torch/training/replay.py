"""An update as a CUDA graph: recorded once its shapes are settled, its kernels are then started as one."""

from collections.abc import Callable

import torch

from lstm_torch.training.batches import Batch

GRAPH_AFTER = 3  # ordinary steps before a capture: libraries choose their algorithms in them


class Replay:
    """`replay(update, batch)` is `update(batch)`, without Python between its kernels once batches keep their shapes."""

    def __init__(self, device: torch.device):
        self.device = device
        self.graph: torch.cuda.CUDAGraph | None = None
        self.shapes: tuple | None = None
        self.eager = 0

    def __call__(self, update: Callable[[Batch], None], batch: Batch) -> None:
        shapes = tuple(part.shape for part in batch[:3])
        if self.graph is not None and shapes == self.shapes:
            for ours, given in zip(self.fixed[:4], batch[:4], strict=True):
                ours.copy_(given)
            self.graph.replay()
        elif self.eager < GRAPH_AFTER or shapes != self.shapes:
            self.eager = self.eager + 1 if shapes == self.shapes else 0
            self.shapes, self.graph = shapes, None
            update(batch)
        else:
            self._capture(update, batch)
            self.graph.replay()

    def forget(self) -> None:
        """Record anew: the update works on other tensors from here on."""
        self.graph, self.eager = None, 0

    def _capture(self, update: Callable[[Batch], None], batch: Batch) -> None:
        self.fixed = Batch(*(part.clone() for part in batch[:4]), batch.fresh)
        torch.cuda.synchronize(self.device)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            update(self.fixed)
        self.graph = graph  # only now: a capture that fails leaves none to replay
