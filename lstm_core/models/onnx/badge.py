"""How exactly a network here reproduces the model of a person, in a sentence."""

from dataclasses import dataclass

LARGEST = 1e-4  # above it the two are not the same network: float32 alone differs by about 1e-6


@dataclass(frozen=True)
class Badge:
    """The `difference` between what was compared: the largest of any unit at any of `steps`; None: nothing was.

    `size` is the largest value of any unit: where it is above 1, a difference is measured against it. `judge` ran the
    model: "ONNX Runtime, your own graph". `reason` says why nothing was compared.
    """

    difference: float | None
    steps: int
    judge: str
    size: float = 1.0
    reason: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the model is reproduced; None where nothing was compared."""
        return None if self.difference is None else bool(self.difference <= LARGEST * max(1.0, self.size))

    @property
    def text(self) -> str:
        """ "reproduces your model: largest difference 7e-8 over 28 steps"."""
        if self.difference is None:
            return f"not compared with your model: {self.reason}"
        says = "reproduces" if self.holds else "does not reproduce"
        steps = "1 step" if self.steps == 1 else f"{self.steps:,} steps"
        return f"{says} your model: largest difference {_short(self.difference)} over {steps}"


def _short(value: float) -> str:
    """7e-8, 0.3, 0."""
    digits, _, power = f"{value:.0e}".partition("e")
    return f"{value:.1g}" if value == 0 or value >= 1e-3 else f"{digits}e{int(power)}"
