"""A sample of cases runs on each change, and none of the others is lost."""

import shlex
import shutil
import subprocess

import pytest

from tests.support.sampled import covering, one_in
from tools.server import ROOT


@pytest.mark.parametrize("first", [0, 2])
def test_one_case_in_three_runs_always_and_all_of_them_at_night(first):
    taken = one_in(3, range(8), first)
    values = [case.values[0] if hasattr(case, "marks") else case for case in taken]
    assert values == list(range(8))
    assert [value for case, value in zip(taken, values, strict=True) if case == value] == list(range(first, 8, 3))
    assert all(mark.name == "long" for case in taken if hasattr(case, "marks") for mark in case.marks)


def test_a_case_of_several_values_stays_one_case():
    assert [getattr(case, "values", case) for case in one_in(2, [("a", 1), ("b", 2)])] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(("first", "second"), [("abcde", [1, 2]), ([1, 2], "abcde"), ("abc", [1, 2, 3]), ("a", [1])])
def test_of_pairs_each_value_of_both_runs_always_and_every_pair_at_night(first, second):
    taken = covering(first, second)
    always = [case for case in taken if not hasattr(case, "marks")]
    assert len(taken) == len(first) * len(second)
    assert len(always) == max(len(first), len(second))
    assert {one for one, _ in always} == set(first)
    assert {other for _, other in always} == set(second)
    every = {getattr(case, "values", case) for case in taken}
    assert every == {(one, other) for one in first for other in second}


def test_a_pair_of_several_values_is_one_row_of_them():
    assert [getattr(case, "values", case) for case in covering([("a", 1)], ["x", "y"])] == [
        ("a", 1, "x"),
        ("a", 1, "y"),
    ]


@pytest.mark.skipif(shutil.which("bash") is None, reason="CI's scripts are bash's")
@pytest.mark.parametrize(("night", "asked"), [("1", ["-m", "long or not long"]), ("", [])])
def test_by_night_ci_asks_for_all_cases_and_on_a_change_for_the_sample(night, asked):
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    setting = [line for line in lines if line.startswith(("every=", "export PYTEST_ADDOPTS="))]
    script = "; ".join([f"PYTEST_ALL={night}", *(line.split(" #")[0] for line in setting), 'echo "$PYTEST_ADDOPTS"'])
    said = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout
    options = shlex.split(said)
    place = options.index("-m") if "-m" in options else len(options)
    assert options[place:] == asked
