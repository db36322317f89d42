"""One recurrent layer of a framework, as it stands in a file: in the layout and the order of gates of ONNX."""

from dataclasses import dataclass, field

import numpy as np

GATES = {"LSTM": ("i", "o", "f", "g"), "GRU": ("z", "r", "n"), "RNN": ("h",)}  # ONNX names g and n by what they become
PEEPHOLES = ("i", "o", "f")


@dataclass(frozen=True, eq=False)
class Recurrent:
    """A layer that reads one way, or both ways: D directions (1 or 2; the second reads from the end).

    G gates (4, 3, 1), I inputs, H units, O outputs: H, or what a `projection` leaves of them. Biases are two, as all
    frameworks but one have them, and are never added up here. `options` are ONNX's attributes where they differ from
    what it takes for granted: activations (their names, D times one a gate), activation_alpha, activation_beta, clip,
    input_forget, linear_before_reset. `direction` is "forward", "reverse" (reads from the end) or "bidirectional".
    """

    kind: str  # "LSTM", "GRU" or "RNN"
    name: str  # as its file calls it
    W: np.ndarray  # (D, G·H, I)
    R: np.ndarray  # (D, G·H, O)
    B: np.ndarray  # (D, 2·G·H): of the inputs, then of the state
    P: np.ndarray | None = None  # (D, 3·H), peepholes in the order i, o, f; o sees the new memory
    projection: np.ndarray | None = None  # (D, O, H)
    direction: str = "forward"
    options: dict = field(default_factory=dict)
    initial: dict[str, np.ndarray] = field(
        default_factory=dict
    )  # {"h": (D, O), "c": (D, H)} that the file itself holds
    notes: tuple[str, ...] = ()  # sentences that whoever looks must be told

    def __post_init__(self) -> None:
        """ValueError, in a sentence, where the sizes do not fit each other."""
        if self.kind not in GATES:
            raise ValueError(f"{self.name}: a recurrent layer is an LSTM, a GRU or an RNN, got {self.kind!r:.40}")
        gates, directions = len(GATES[self.kind]), 2 if self.direction == "bidirectional" else 1
        D, H, outputs = directions, self.hidden_size, self.output_size
        expected = {"W": (D, gates * H, self.input_size), "R": (D, gates * H, outputs), "B": (D, 2 * gates * H)}
        expected |= {"P": (D, 3 * H)} if self.P is not None else {}
        expected |= {"projection": (D, outputs, H)} if self.projection is not None else {}
        for name, shape in expected.items():
            if getattr(self, name).shape != shape:
                found = getattr(self, name).shape
                raise ValueError(f"{self.name}: {name} of this {self.kind} has shape {shape}, got {found}")

    @property
    def input_size(self) -> int:
        return self.W.shape[-1]

    @property
    def hidden_size(self) -> int:
        return self.W.shape[1] // len(GATES[self.kind]) if self.W.ndim == 3 else 0

    @property
    def output_size(self) -> int:
        return self.R.shape[-1]

    @property
    def directions(self) -> int:
        return self.W.shape[0]

    def gate(self, name: str, direction: int = 0) -> dict[str, np.ndarray]:
        """{"W": (H, I), "R": (H, O), "Wb": (H,), "Rb": (H,)} of one gate, and "P" (H,) where it has a peephole."""
        H, k = self.hidden_size, GATES[self.kind].index(name)
        rows = slice(k * H, (k + 1) * H)
        Wb, Rb = np.split(self.B[direction], 2)
        found = {"W": self.W[direction, rows], "R": self.R[direction, rows], "Wb": Wb[rows], "Rb": Rb[rows]}
        if self.P is not None and name in PEEPHOLES:
            at = PEEPHOLES.index(name) * H
            found["P"] = self.P[direction, at : at + H]
        return found
