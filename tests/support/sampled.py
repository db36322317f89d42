"""Samples: what is held by hundreds of like cases is held by some of them on each change, and by all at night."""

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(every: int, cases: Iterable[Any], first: int = 0) -> list[Any]:
    """Cases for `parametrize`: of each `every` the one at `first` runs always, the others are marked `long`."""
    return [case if place % every == first else _long(case) for place, case in enumerate(cases)]


def _long(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.long)
