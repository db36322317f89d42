"""The language of cells: a page of equations, read line after line into a graph of nodes with symbolic shapes."""

import re
from collections.abc import Mapping, Sequence

from lstm_core.equations.expressions import Expressions
from lstm_core.equations.graph import Graph, Node
from lstm_core.equations.limits import ALLOWED, MAX_CHARACTERS, MAX_LINES
from lstm_core.equations.line import Line
from lstm_core.equations.mistakes import EquationError
from lstm_core.equations.names import check_constants, undefinable
from lstm_core.nearest import listed, shortened


def parse(text: str, constants: Mapping[str, float] | None = None) -> Graph:
    """Read equations, one a line, into a graph; `EquationError` (a ValueError) for anything outside the language."""
    if not isinstance(text, str):
        raise TypeError(f"equations are a str, got {type(text).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise EquationError(1, 1, f"the page is too long: at most {MAX_CHARACTERS} characters are allowed")
    numbered = enumerate(re.split(r"\r\n|\r|\n", text), 1)
    lines = [(number, line) for number, line in numbered if line.split("#")[0].strip()]
    if not lines:
        raise EquationError(1, 1, "found no equation; " + ALLOWED)
    if len(lines) > MAX_LINES:
        raise EquationError(lines[MAX_LINES][0], 1, f"found {len(lines)} equations, at most {MAX_LINES} are allowed")
    page = [Line.read(number, line) for number, line in lines]
    reader = _Reader(page, dict(constants or {}))
    for line in page:
        reader.define(line)
    return reader.graph()


class _Reader:
    """`define` each line of the page in turn, then ask for the `graph`; each name is defined once and owns its node."""

    def __init__(self, page: Sequence[Line], constants: Mapping[str, float]):
        all_names = [line.name for line in page]
        check_constants(constants, all_names)
        self.last = page[-1].number
        self.grown = Expressions(all_names, constants)
        self.lines: dict[str, str] = {}
        self.reads: dict[str, tuple[str, ...]] = {}

    def define(self, line: Line) -> None:
        """Add one equation; EquationError where it is not in the language."""
        name, grown = line.name, self.grown
        if problem := undefinable(name, grown.names, grown.constants):
            line.refuse_name(f"cannot define {shortened(name)!r}: {problem}")
        before = len(grown.nodes)
        root, self.reads[name] = grown.read(line)
        node, size = grown.nodes[root], grown.sizes[root]
        if size in ("D", "W"):
            what = "a matrix" if size == "W" else "as long as the input (D)"
            line.refuse_name(f"{name} is {what}; every defined name has one value per unit (H)")
        # A name owns its node, so that an edit of the name changes what reads the name and nothing else.
        if root < before or not node.args or size == "1":
            root = grown.append(Node("copy", (root,), name), "H")
        else:
            grown.index.pop(node)
            grown.nodes[root] = Node(node.op, node.args, name)
        grown.names[name], self.lines[name] = root, line.text

    def graph(self) -> Graph:
        """What was defined; EquationError where h is missing, or where @ and conv are mixed."""
        grown = self.grown
        if "h" not in grown.names:
            defined = listed(list(grown.names))
            raise EquationError(self.last, 1, f"no equation defines h, the output, yet; defined here: {defined}")
        read = {node.name for node in grown.nodes if node.op == "prev"}
        states = tuple(name for name in grown.names if name in read)
        spatial = [name for name, shape in grown.parameters.items() if len(shape) == 4]
        flat = [name for name, shape in grown.parameters.items() if len(shape) == 2]
        if spatial and flat:
            message = f"{flat[0]} multiplies with @ and {spatial[0]} with conv; use conv throughout"
            raise EquationError(self.last, 1, message)
        return Graph(tuple(grown.nodes), grown.names, self.lines, self.reads, grown.parameters, states)
