"""The plan of a cell's fast program: which rows and columns lie side by side, and in which order a step is computed."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from lstm_core.fast.forms import IN_PLACE, Forms
from lstm_core.fast.pullback import Pullback

# Nodes that are computed together: the forms of one product, gates in neighbouring rows, or a single node.
Event = tuple[int, ...]
Item = TypeVar("Item", bound=Hashable)
LONGEST_SEARCH = 12  # more items than this keep the order in which they were found


class Plan:
    """What does not depend on sizes. Nothing here decides what is right, only what is fast.

    `columns`: the stack, in order. `groups`: forms that read the same columns and so are one product, rows in order.
    `gates`: squash -> form, for a squash that takes the place of its form. `chains`: squash -> the sums between.
    `homes`: nodes whose value is stored for every step. `events`: one step forward.
    """

    def __init__(self, forms: Forms):
        self.forms, nodes = forms, forms.nodes
        self.uses = Counter(a for node in nodes for a in node.args)
        self.named = set(forms.names.values())
        self.ends = {k for _, k in forms.states.values()}
        self.homes = {k for k, n in enumerate(nodes) if n.op in (*IN_PLACE, "form", "/")} | self.named
        self.homes |= {k for k in forms.columns if nodes[k].args}
        self.gates: dict[int, int] = {}
        self.chains: dict[int, list[int]] = {}
        for k, node in enumerate(nodes):
            if node.op in IN_PLACE and k not in self.ends and k not in forms.columns:
                self._find_gate(k)
        self.columns, self.groups = self._side_by_side()
        self.rows = [form for group in self.groups for form in group]
        self.events = self._events()

    def _find_gate(self, k: int) -> None:
        nodes = self.forms.nodes
        chain: list[int] = []
        z = nodes[k].args[0]
        while nodes[z].op in ("+", "-") and self.uses[z] == 1 and z not in self.homes:
            chain.insert(0, z)
            z = nodes[z].args[0]
        if nodes[z].op == "form" and self.uses[z] == 1 and z not in self.named:
            self.gates[k], self.chains[k] = z, chain

    def passing(self, group: Sequence[int]) -> bool:
        """Whether nobody needs these forms after their own step: each is only squashed or copied to another place."""
        readers = [(form, k) for k, node in enumerate(self.forms.nodes) for form in group if form in node.args]
        moved = all(self.forms.nodes[k].op in (*IN_PLACE, "copy") and k not in self.gates for _, k in readers)
        return moved and not self.named & set(group)

    def _side_by_side(self) -> tuple[list[int], list[list[int]]]:
        nodes = self.forms.nodes
        groups: dict[frozenset[int], list[int]] = {}
        for form in self.forms.terms:
            groups.setdefault(frozenset(nodes[form].args), []).append(form)
        columns = arranged(self.forms.columns, groups)
        readers = [[reads for reads in groups if column in reads] for column in columns]
        ordered = [groups[reads] for reads in arranged(groups, readers)]
        # Inside a group: gates of one kind together, and forms whose gradients come from one source together.
        alike: dict[Hashable, list[int]] = {}
        for gate, form in self.gates.items():
            alike.setdefault((nodes[gate].op, bool(self.chains[gate])), []).append(form)
        for form, total in Pullback(self.forms, ["h"]).gradients.items():
            if form in self.forms.terms and len(total) == 1:
                alike.setdefault(next(iter(total)), []).append(form)
        return columns, [arranged(group, [set(s) & set(group) for s in alike.values()]) for group in ordered]

    def _events(self) -> list[Event]:
        """Whatever can be computed is computed: first products, then squashes of neighbouring rows, then the rest."""
        row = {form: i for i, form in enumerate(self.rows)}
        group = {form: i for i, forms in enumerate(self.groups) for form in forms}
        gates = sorted(self.gates, key=lambda k: row[self.gates[k]])
        rest = sorted(self.homes - set(self.rows) - set(gates))
        waiting: list[Event] = [*map(tuple, self.groups), *((k,) for k in gates), *((k,) for k in rest)]
        done: set[int] = set()
        events: list[Event] = []
        while waiting:
            ready = [event for event in waiting if self.needs(event) <= done]
            waiting = [event for event in waiting if event not in ready]
            first = len(events)
            for event in ready:
                if len(events) > first and self._neighbours(events[-1][-1], event[0], row, group):
                    events[-1] += event
                else:
                    events.append(event)
                done |= set(event)
        return events

    def _neighbours(self, k: int, other: int, row: dict[int, int], group: dict[int, int]) -> bool:
        """Whether two gates of one kind lie in rows that follow each other."""
        if k not in self.gates or other not in self.gates or self.forms.nodes[k].op != self.forms.nodes[other].op:
            return False
        above, below = self.gates[k], self.gates[other]
        return row[below] == row[above] + 1 and group[above] == group[below]

    def needs(self, event: Event) -> set[int]:
        """The stored nodes that must be computed before."""
        found, todo = set(), [a for k in event for a in self.forms.nodes[k].args]
        while todo:
            k = todo.pop()
            if k in self.homes:
                found.add(k)
            else:
                todo += self.forms.nodes[k].args
        return found


def arranged(items: Iterable[Item], sets: Iterable[Collection[Item]]) -> list[Item]:
    """The items in an order that moving any one of them cannot improve: members of a set lie close together."""
    order, together = list(items), [s for s in map(list, sets) if len(s) > 1]
    if len(order) > LONGEST_SEARCH:
        return order

    def spread(order: list[Item]) -> int:
        place = {item: i for i, item in enumerate(order)}
        return sum(max(place[i] for i in s) - min(place[i] for i in s) for s in together)

    def moves(order: list[Item]) -> Iterable[list[Item]]:
        for item in order:
            others = [other for other in order if other != item]
            yield from ([*others[:i], item, *others[i:]] for i in range(len(order)))

    while order:
        best = min(moves(order), key=spread)
        if spread(best) >= spread(order):
            break
        order = best
    return order
