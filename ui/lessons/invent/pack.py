"""The bench as one message to the browser: what was understood of a page, and the picture of the cell that it is."""

from lstm_core import EquationError
from lstm_core.board.notations import NOTATIONS, spellings
from lstm_core.board.show import mathml, mathml_derivative
from lstm_core.browser.blob import blob
from lstm_core.browser.names import names
from lstm_core.cell import Cell
from lstm_core.diagram.diagram import diagram
from lstm_core.equations.graph import DEFINED, SQUASHES, takes
from lstm_core.equations.limits import MAX_CHARACTERS, MAX_LINES, MAX_NODES
from ui.lessons.invent.facts import facts
from ui.lessons.invent.state import Page
from ui.lessons.invent.verdict import Verdict, offer


def _call(function: str) -> str:
    return f"{function}({', '.join('ab'[: takes(function)])})"


RULES = (
    ("name = …", "One equation a line. A line may read what lines above define; each name is defined once."),
    ("x", "the input, D numbers"),
    ("h", "the output, H numbers, one for each unit; some line must define it"),
    ("h_prev", "h one step earlier; so for every name. This is what makes a memory"),
    ("W_xf @ x", "a matrix times a value; W_… is learned, and stands left of @"),
    ("b_f, w_c * c", "learned too: one number for each unit"),
    ("+ - * / ( ) 0.5", "sums, differences, products and quotients unit by unit, numbers"),
    (" ".join(SQUASHES), "squashes: 0 to 1, −1 to 1, 0 and up"),
    ("exp log", "e to the power of a value, and the natural logarithm, of values above 0"),
    ("max(a, b)", "the larger of two values; where both are equal, the gradient goes to the first"),
    *((_call(function), f"= {written}") for function, written in DEFINED.items()),
    ("conv(W_xf, x)", "instead of @, for images"),
    ("start b_f = 1", "a line of its own: where training begins"),
    ("constant k = 0.3", "a named number"),
    ("fixed W_xh", "never trained"),
    ("# words", "a note"),
    (
        "f_t = σ(W_f [h_{t-1}, x_t])",
        "as in a book, in LaTeX, PyTorch or Keras: you are shown it in this language first",
    ),
)
BOUNDS = f"At most {MAX_LINES} lines, {MAX_CHARACTERS:,} characters, {MAX_NODES} operations."


def packed(page: Page, inputs: int, units: int) -> bytes:
    """[u32 header length][JSON header, padded to 4], as static/shared/blob.js reads it."""
    header = {
        "format": 1,
        "text": page.text,
        "origin": page.origin,
        "before": page.before,
        "limit": MAX_CHARACTERS,
        "error": page.verdict and _mistake(page.verdict.error),
        "slips": _slips(page.verdict) if page.verdict else [],
        "offer": page.verdict and offer(page.verdict),
        "understood": _understood(page.cell),
        "stale": page.verdict is not None,
        "cell": _cell(page.cell),
        "facts": facts(page.good, page.cell, inputs, units),
        "rules": [*RULES, ("", BOUNDS)],
    }
    return blob(header, {}, "the bench")


def _mistake(error: EquationError) -> dict:
    return {key: getattr(error, key) for key in ("line", "column", "length", "reason", "instead")}


def _slips(verdict: Verdict) -> list[dict]:
    """Every place to underline; what stands in the way is `open`."""
    found = [(slip, False) for slip in verdict.slips] + [(refusal, True) for refusal in verdict.refusals]
    places = ("line", "column", "length")
    return [{**{key: getattr(one, key) for key in places}, "open": is_open} for one, is_open in found]


def _understood(cell: Cell) -> str:
    equations = f"{len(cell.names)} equation{'s' if len(cell.names) > 1 else ''}"
    count = len(cell.parameters) - len(cell.fixed)
    learned = f"{count} parameter{'' if count == 1 else 's'} to learn"
    return f"Understood: {equations}, {learned}."


def _cell(cell: Cell) -> dict:
    return {
        "title": "Your cell",
        "spoken": f"Your cell: {'; '.join(equation.text for equation in cell.equations)}"[:400],
        "names": names(cell),
        "whole": [state for state, carry in cell.carry.items() if carry.factor == {(): 1.0}],
        "equations": [{"name": name, "formula": mathml(cell, name)} for name in cell.names],
        "spellings": {notation: spellings([cell], notation, every=True) for notation in NOTATIONS},
        "derivatives": [{"of": of, "formula": mathml_derivative(cell, of)} for of in _derived(cell)],
        "diagram": diagram(cell),
    }


def _derived(cell: Cell) -> list[str]:
    """The values from the output back, then the parameters."""
    return [*reversed(cell.names), *cell.parameters]
