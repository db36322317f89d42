"""What stands folded under the film: how far three kinds of network carry the country."""

from collections.abc import Sequence

from figures.charts.questions.gap import by_gap
from ui import lesson
from ui.shipped import answers, stories


def draw_gaps(words: Sequence[str]) -> None:
    """The probability of the right language by the gap, for all seeds; the sentence of the film is marked."""
    everywhere = answers.by_gap()
    lesson.chart(
        by_gap(answers.GAPS, everywhere, answers.CHANCE, stories.gap_or_none(words), lesson.dark()),
        f"Probability of the right language against the gap: {answers.spoken_by_gap(everywhere)}.",
        "france_gap_chart",
    )
    lesson.how_to_read(answers.HOW_TO_READ_BY_GAP)


FURTHER = (("How far does the country carry? RNN, GRU and LSTM at every gap", "france_gaps", draw_gaps),)
