"""The progress bar of every command; where tqdm is not installed, a plain line now and then."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, Self

EVERY = 5.0  # seconds between two plain lines


def bar(iterable: Iterable | None = None, **options: Any) -> Any:
    """tqdm's bar with these of its options, or a `Plain` one."""
    try:
        from tqdm import tqdm
    except ImportError:
        return Plain(iterable, **options)
    return tqdm(iterable, dynamic_ncols=True, **options)


class Plain:
    """What our commands use of a bar: how far it is, and what was said last, on stderr."""

    def __init__(
        self,
        iterable: Iterable | None = None,
        desc: str = "",
        total: int = 0,
        initial: int = 0,
        disable: bool = False,
        **drawn: object,
    ):
        self.iterable, self.name, self.total, self.n, self.disable = iterable, desc, total, initial, disable
        self.said, self.due = "", time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ending: object) -> None:
        self._show()

    def __iter__(self) -> Iterator:
        for each in self.iterable or ():
            yield each
            self.update()

    def update(self, more: int = 1) -> None:
        self.n += more
        if time.monotonic() >= self.due:
            self._show()

    def set_postfix_str(self, text: str, refresh: bool = True) -> None:
        self.said = text

    def _show(self) -> None:
        self.due = time.monotonic() + EVERY
        if not self.disable:
            print(" ".join(filter(None, (self.name, f"{self.n} of {self.total}", self.said))), file=sys.stderr)
