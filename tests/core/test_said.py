"""A share and a list are said as a person says them."""

import pytest

from lstm_core.said import joined, percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (1.0, "100 %"),
        (0.5, "50 %"),
        (0.123, "12 %"),
        (0.01, "1 %"),
        (0.99, "99 %"),
        (0.0099, "1.0 %"),
        (0.005, "0.5 %"),
        (0.995, "99.5 %"),
        (0.0009, "under 0.1 %"),
        (1e-300, "under 0.1 %"),
        (0.9991, "over 99.9 %"),
    ],
)
def test_only_what_is_certain_is_0_or_100_percent_and_the_ends_have_a_decimal(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_the_last_of_a_list_is_joined_by_and(parts, said):
    assert joined(parts) == said
