"""What stands folded under the way back: how training opens it, and what a truncation window costs."""

from figures.charts import way_back as figures
from ui import lesson
from ui.lessons.way_back import numbers, words
from ui.lessons.way_back.levers import ANSWER, COUNTRY, sentence
from ui.shipped import stories


def draw_training(by: str, clauses: int, _window: int) -> None:
    """The pull at every word over the training of one network."""
    logs, steps, _ = numbers.over_training(sentence(clauses), ANSWER, by)
    spoken, told = words.spoken_training(clauses, by), sentence(clauses)
    lesson.say(spoken)
    title = f"pull at the {numbers.BY[by]}"
    figure = figures.over_training(logs, steps, told, told.index(COUNTRY), title, lesson.dark())
    lesson.chart(figure, spoken, "back_training")
    lesson.how_to_read(words.READING_OF_TRAINING)


def draw_window(_by: str, clauses: int, window: int) -> None:
    """The angle between the gradient of a window and the full one, for every window."""
    told, spoken = sentence(clauses), words.of_window(clauses, window)
    lesson.say(spoken)
    windows, angles = numbers.by_window(told, ANSWER)
    figure = figures.by_window(windows, angles, min(window, len(told)), stories.gap_of(told), lesson.dark())
    lesson.chart(figure, spoken, "back_window_chart")
    lesson.how_to_read(words.READING_OF_WINDOW)


FURTHER = (  # what stands under the chart, folded: its title, its key, what draws it
    ("How training opens the way", "back_opening", draw_training),
    ("What a truncation window costs", "back_cut", draw_window),
)
