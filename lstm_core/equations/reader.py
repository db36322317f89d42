"""Reads line after line of a page into one graph: each name is defined once, one value per unit, and owns its node."""

from collections.abc import Mapping, Sequence

from lstm_core.equations.expressions import Expressions
from lstm_core.equations.graph import Graph, Node
from lstm_core.equations.line import Line
from lstm_core.equations.mistakes import EquationError
from lstm_core.equations.names import check_constants, undefinable
from lstm_core.nearest import listed, shortened


class Reader:
    """`define` each line of the page in turn, then ask for the `graph`."""

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
