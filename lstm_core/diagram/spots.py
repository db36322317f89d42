"""What a laid-out diagram is made of: a spot for each micro-step, each value it reads, each wire that passes a row."""

from dataclasses import dataclass, field

from lstm_core.diagram.drawing import NUMBER_WIDTH
from lstm_core.diagram.outlines import Outline

LETTER = 8


@dataclass(eq=False)
class Spot:
    """One place in a row: a box, or a wire on its way through the row (then `box` is None)."""

    node: int | None
    name: str
    row: int
    box: Outline | None = None
    letter: str = ""
    caption: str = ""
    numbered: bool = False  # whether the number of its wire stands right of where the wire leaves
    below: list["Spot"] = field(default_factory=list)
    above: list["Spot"] = field(default_factory=list)
    x: float = 0.0
    on_belt: bool = False
    ahead: float = 0.0  # room along a belt, on the left
    beside: float = 0.0  # and on the right

    @property
    def is_leaf(self) -> bool:
        """Whether it is a value that the step is given."""
        return self.box is not None and self.box[0] == "port" and not self.below

    @property
    def half(self) -> float:
        """Half the width of its box."""
        return self.box[2] / 2 if self.box else 0.0

    @property
    def left(self) -> float:
        """How far it reaches to the left of x."""
        letter = 0 if self.on_belt or not self.letter else 6 + LETTER * len(self.letter)
        return max(self.box[2] / 2 + letter, 8) if self.box else 7 + self.ahead

    @property
    def right(self) -> float:
        half = self.box[2] / 2 if self.box else 7
        beside = 9 + LETTER * len(self.caption) if self.caption else 0
        return max(half + beside, half + self.beside, 12 + NUMBER_WIDTH if self.numbered else 0)
