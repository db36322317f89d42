"""The question at the end of the lesson on cells of one's own, answered by reading equations."""

from lstm_core import CELLS, Cell
from ui.lesson import Recall


def what_is_kept() -> Recall:
    """What multiplies the memory once the LSTM's line of c is changed? Question, what to say, the right answer."""
    lines = CELLS["lstm"].text.splitlines()
    changed = "c = (1 - i) * c_prev + i * g"
    cell = Cell("changed", "\n".join(changed if line.startswith("c =") else line for line in lines))
    right = cell.carry["c"].text
    why = f"What stands beside c_prev is {right}: what the input gate writes, it takes away from what is kept."
    options = dict.fromkeys(["f", right, "i", "1"], why)
    return f"In the LSTM's page you write `{changed}`. By what is the memory multiplied at each step?", options, right
