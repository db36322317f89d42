"""The levers of the lesson on the way back, which are moved in the page, and the sentences that they set."""

from ui.in_the_page import Lever
from ui.shipped import stories

ANSWER, COUNTRY = "french", "france"
CLAUSES = range(stories.MOST_FILLERS + 1)
USUAL = 3  # clauses
LONGEST = len(stories.story(COUNTRY, stories.MOST_FILLERS))  # words: a window that cuts nothing
AT_THE_COUNTRY = -1
IN_THE_PAGE = (
    Lever("at", "back_at", "Word", 0, LONGEST - 1, 1, AT_THE_COUNTRY, usual=f"“{COUNTRY}”", turned=True),
    Lever("window", "back_window", "Truncation window", 1, LONGEST, 1, LONGEST, usual="the whole sentence"),
    Lever("clauses", "back_fillers", "Clauses in between", 0, CLAUSES[-1], 1, USUAL),
    Lever("by", "back_pull", "Pull at the", 0, 2, 1, 0, usual="the memory"),  # an index of numbers.BY
)


def sentence(clauses: int) -> tuple[str, ...]:
    """The words up to "fluent" with so many clauses after the country."""
    return tuple(stories.story(COUNTRY, clauses))
