"""Wires between two rows of a diagram: which level each one runs along, so that no two lie on each other."""

from dataclasses import dataclass


@dataclass
class Net:
    """One value that leaves the lower row at x and enters the upper row at the x of each end."""

    start: float
    ends: list[tuple[float, float]]  # where it enters, and the middle of what it enters
    track: int = 0

    @property
    def interval(self) -> tuple[float, float]:
        xs = [self.start, *(x for x, _ in self.ends)]
        return min(xs), max(xs)

    @property
    def straight(self) -> bool:
        return all(x == self.start for x, _ in self.ends)


def route(nets: list[Net], near: float = 8.0) -> int:
    """Set each net's track, 0 the lowest; returns how many tracks there are.

    A net that enters where another one starts runs above it, otherwise their upright pieces would lie on each other;
    where that cannot be, the entry moves aside. Nets on one track do not overlap.
    """
    for net in nets:
        for k, (x, middle) in enumerate(net.ends):
            if any(other is not net and not other.straight and x == other.start for other in nets):
                net.ends[k] = (x + (4.0 if x <= middle else -4.0), middle)
    bent = [net for net in nets if not net.straight]

    def under(net: Net) -> list[Net]:
        """The nets that must run below this one, because they start where it enters."""
        return [o for o in bent if o is not net and any(abs(x - o.start) < near for x, _ in net.ends)]

    placed: list[Net] = []
    waiting = sorted(bent, key=lambda net: net.interval[1] - net.interval[0])
    while waiting:
        free = [net for net in waiting if not any(other in waiting for other in under(net))]
        net = (free or waiting)[0]
        waiting.remove(net)
        lowest = max((other.track + 1 for other in under(net) if other in placed), default=0)
        low, high = net.interval
        taken = {o.track for o in placed if o.interval[0] - near < high and low < o.interval[1] + near}
        net.track = next(t for t in range(lowest, len(nets) + lowest + 1) if t not in taken)
        placed.append(net)
    return 1 + max((net.track for net in bent), default=-1)
