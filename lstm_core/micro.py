"""The micro-steps of one step."""
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class MicroStep:
    kind: str
    title: str
    sentence: str
    name: str
    nodes: tuple
    reads: tuple
    formula: list
    latex: str
    source: str
    values: dict = field(default_factory=dict)

    def with_values(self, values):
        return replace(self, values={k: values[k] for k in (*self.nodes, *self.reads)})


def micro_plan(cell):
    return ()
