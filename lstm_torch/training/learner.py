"""One update of the weights, made of tensors only: nothing in it waits for the device.

Whether a loss or a gradient was finite stays on the device too: an update that is not is skipped there, so that the
weights are always the last good ones; the host learns of it when it reads the losses (`read`).
"""

import torch
from torch import Tensor

from lstm_core import Network
from lstm_torch.layers.modules import State
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import Batch
from lstm_torch.training.device import HALF
from lstm_torch.training.losses import losses
from lstm_torch.training.parallel import grouped, sum_up
from lstm_torch.training.replay import Replay
from lstm_torch.training.settings import Settings

BETAS = (0.9, 0.98)
FIRST_SCALE, GROW_AFTER, SMALLEST_SCALE = 2.0**15, 1000, 2.0**-10


class Learner:
    """A network, its optimiser and the state it carries; `step(batch, rate)` is one update."""

    def __init__(self, network: TorchNetwork, settings: Settings, device: torch.device, dtype: torch.dtype):
        self.settings, self.device, self.dtype = settings, device, dtype
        self.network = network.to(device=device, dtype=dtype)
        self.shared = grouped()
        self.names = [name for name, p in self.network.named_parameters() if p.requires_grad]
        self.working = [p for p in self.network.parameters() if p.requires_grad]
        half = dtype in HALF.values()
        # In half precision the network is a copy; what is learned are full-precision numbers.
        self.masters = [p.detach().float().requires_grad_() for p in self.working] if half else self.working
        self.rate = torch.zeros((), device=device)
        self.optimiser = torch.optim.AdamW(
            self.masters,
            lr=self.rate,
            betas=BETAS,
            weight_decay=settings.decay,
            fused=True,
            capturable=device.type == "cuda",
        )
        self.optimiser.grad_scale = None
        self.scales = dtype == torch.float16
        self.scale = torch.tensor(FIRST_SCALE if self.scales else 1.0, device=device)
        self.good = torch.zeros((), device=device)  # updates since the scale changed
        self.halted = torch.zeros((), device=device)  # 1 from the first update that was not finite
        self.count = torch.zeros((), dtype=torch.int64, device=device)
        self.log = torch.zeros(settings.report_every, 3, device=device)  # loss, length of the gradient, skipped
        self.carried: list[State] = []  # of each part of a batch
        self.columns = 0
        self.replay = Replay(device)

    def step(self, batch: Batch, rate: float) -> None:
        """One update at this learning rate."""
        self.rate.fill_(rate)
        if batch.fresh:
            self.forget(batch.inputs.shape[1])
        if self.device.type != "cuda" or self.settings.graph == "off" or self.shared:
            self._update(batch)
        else:
            self.replay(self._update, batch)

    def _update(self, batch: Batch) -> None:
        size = batch.inputs.shape[1] // self.settings.accumulate
        loss = torch.zeros((), device=self.device, dtype=self.masters[0].dtype)
        for p in self.working:
            p.grad = None
        for k in range(self.settings.accumulate):
            part = slice(k * size, (k + 1) * size)
            h, state = self.network(batch.inputs[:, part], self.carried[k])
            assert h.dtype == self.dtype, f"asked for {self.dtype}, got {h.dtype}"
            each = losses(self.network, h, batch.targets[:, part])
            share = (each * batch.weights[:, part]).sum() / batch.total
            (share * self.scale if self.scales else share).backward()
            loss += share.detach()
            for kept, now in zip(self.carried[k], state, strict=True):
                for name, value in kept.items():
                    value.copy_(now[name].detach())
        gradients = self._gathered(loss)
        length = torch.nn.utils.get_total_norm(gradients)
        bad = (~torch.isfinite(loss + length)).float()
        shorter = torch.where(bad > 0, 0.0, (self.settings.clip / (length + 1e-12)).clamp(max=1.0))
        torch._foreach_mul_(gradients, shorter)
        for master, gradient in zip(self.masters, gradients, strict=True):
            master.grad = gradient
        self.optimiser.found_inf = torch.maximum(bad, self.halted)
        self.optimiser.step()
        if self.masters is not self.working:
            with torch.no_grad():
                torch._foreach_copy_(self.working, self.masters)
        self._watch(loss, length, bad)

    def _gathered(self, loss: Tensor) -> list[Tensor]:
        """The gradients in the masters' precision without the scale, summed over all processes, like the loss."""
        pairs = zip(self.working, self.masters, strict=True)
        gradients = [torch.zeros_like(m) if p.grad is None else p.grad.to(m.dtype) for p, m in pairs]
        if self.scales:
            torch._foreach_div_(gradients, self.scale)
        if self.shared:
            sum_up(loss, gradients)
        return gradients

    def _watch(self, loss: Tensor, length: Tensor, bad: Tensor) -> None:
        """Note what happened; float16 may overflow and tries a smaller scale, every other case halts."""
        row = torch.stack([loss.float(), length.float(), torch.maximum(bad, self.halted)])
        self.log.index_copy_(0, (self.count % len(self.log))[None], row[None])
        self.count += 1
        if self.scales:
            grown = self.good + 1 >= GROW_AFTER
            self.good.copy_(torch.where((bad > 0) | grown, 0.0, self.good + 1))
            self.scale.mul_(torch.where(bad > 0, 0.5, torch.where(grown, 2.0, 1.0)))
            self.halted.copy_(torch.maximum(self.halted, (self.scale < SMALLEST_SCALE).float()))
        else:
            self.halted.copy_(torch.maximum(self.halted, bad))

    def forget(self, columns: int) -> None:
        """Start from the state zero. The state's tensors stay where they are: a CUDA graph knows their places."""
        if columns == self.columns:
            for state in self.carried:
                for layer in state:
                    for value in layer.values():
                        value.zero_()
            return
        self.columns, parts = columns, self.settings.accumulate
        self.carried = [self.network.zero_state(columns // parts) for _ in range(parts)]
        self.replay.forget()

    def fresh_moments(self, master: Tensor) -> dict[str, Tensor]:
        """What AdamW knows of a parameter before its first update."""
        moments = {name: torch.zeros_like(master) for name in ("exp_avg", "exp_avg_sq")}
        return {"step": torch.zeros((), device=master.device), **moments}

    def read(self, steps: int) -> Tensor:
        """(steps, 3): loss, length of the gradient and whether it was skipped, of the latest steps. This waits."""
        count = int(self.count)
        return self.log[[(count - steps + k) % len(self.log) for k in range(steps)]].cpu()


def whole_network(learner: Learner) -> Network:
    """The NumPy twin with the weights in full precision."""
    copy = TorchNetwork(learner.network.twin, dtype=learner.masters[0].dtype)
    named = dict(copy.named_parameters())
    with torch.no_grad():
        for name, master in zip(learner.names, learner.masters, strict=True):
            named[name].copy_(master)
    return copy.to_network()
