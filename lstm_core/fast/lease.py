"""The values of a run as views of a program's buffers, which are lent for as long as anything refers to them."""

import threading
from collections import deque
from collections.abc import Iterator, Mapping

import numpy as np

from lstm_core.fast.plan import Plan
from lstm_core.fast.program import Program
from lstm_core.fast.reverse import Reverse, ReverseGradients
from lstm_core.plain.along_time import Arrays

VARIANTS = 4  # sets of names that gradients arrive at, remembered by one program

Key = tuple[Plan, int, int, int, int, np.dtype]  # what a program is made for: capacity, B, D, H and the dtype too


class Lease:
    """The right to a program's buffers, held by a run's values and by every array taken from them."""

    def __init__(self, returned: deque[tuple[Key, Program]], key: Key, program: Program):
        self.returned, self.key, self.program = returned, key, program
        self.busy = threading.Lock()

    def __del__(self) -> None:
        # Collection may run this at any moment, in the middle of the pool's own work: an append is all that is safe.
        self.returned.append((self.key, self.program))


class _Held:
    """An array's base: as long as a view of the buffers lives, so does this, and with it the lease."""

    def __init__(self, view: np.ndarray, lease: Lease):
        interface = view.__array_interface__
        self.__array_interface__ = interface | {"data": (interface["data"][0], True)}  # read-only
        self.lease = lease


class LeasedValues(Mapping[str, np.ndarray]):
    """{name: (T, B, H)} of one run, as views of the program's buffers."""

    def __init__(self, lease: Lease, steps: int):
        self.lease, self.steps, self.names = lease, steps, lease.program.plan.forms.names
        self.arrays: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.arrays:
            view = self.lease.program.value(name)[: self.steps].transpose(0, 2, 1)
            self.arrays[name] = np.asarray(_Held(view, self.lease))
        return self.arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __reduce__(self) -> tuple[type[dict], tuple[dict[str, np.ndarray]]]:
        return dict, ({name: self[name].copy() for name in self},)  # copied and sent as plain arrays

    @property
    def finite(self) -> bool:
        """Whether all exponentials and quotients are finite numbers."""
        return all(np.isfinite(place.array[: self.steps]).all() for place in self.lease.program.risky)

    def backward(self, d: Arrays, final: Arrays, values: bool) -> ReverseGradients:
        """Gradients (weights, x, state, values) of this run; d {name: (T, B, H)}, final {state: (B, H)}."""
        with self.lease.busy:
            return self._reverse(tuple(sorted(d)), values).run(self.steps, d, final)

    def _reverse(self, outside: tuple[str, ...], values: bool) -> Reverse:
        known = self.lease.program.reverses
        if (outside, values) not in known:
            known[outside, values] = Reverse(self.lease.program, outside, values)
            if len(known) > VARIANTS:
                _, forgotten = known.popitem(last=False)
                self.lease.program.bytes -= forgotten.bytes
        known.move_to_end((outside, values))
        return known[outside, values]
