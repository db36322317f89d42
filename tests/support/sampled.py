"""Samples: what is held by hundreds of like cases is held by some of them on each change, and by all at night."""

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest


def one_in(every: int, cases: Iterable[Any], first: int = 0) -> list[Any]:
    """Cases for `parametrize`: of each `every` the one at `first` runs always, the others are marked `long`."""
    return [case if place % every == first else _long(case) for place, case in enumerate(cases)]


def covering(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    """Every pair for `parametrize`; so many run always that each value of the first and of the second does."""
    ones, others = [_values(value) for value in first], [_values(value) for value in second]
    few = min(len(ones), len(others))
    pairs = product(enumerate(ones), enumerate(others))
    return [(*one, *other) if i % few == j % few else _long((*one, *other)) for (i, one), (j, other) in pairs]


def _long(case: Any) -> Any:
    return pytest.param(*_values(case), marks=pytest.mark.long)


def _values(case: Any) -> tuple[Any, ...]:
    return case if isinstance(case, tuple) else (case,)
