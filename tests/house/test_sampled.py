"""A sample of cases runs on each change, and none of the others is lost."""

import pytest

from tests.support.sampled import one_in


@pytest.mark.parametrize("first", [0, 2])
def test_one_case_in_three_runs_always_and_all_of_them_at_night(first):
    taken = one_in(3, range(8), first)
    values = [case.values[0] if hasattr(case, "marks") else case for case in taken]
    assert values == list(range(8))
    assert [value for case, value in zip(taken, values, strict=True) if case == value] == list(range(first, 8, 3))
    assert all(mark.name == "long" for case in taken if hasattr(case, "marks") for mark in case.marks)


def test_a_case_of_several_values_stays_one_case():
    assert [getattr(case, "values", case) for case in one_in(2, [("a", 1), ("b", 2)])] == [("a", 1), ("b", 2)]
