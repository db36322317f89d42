"""The pictures and tables of a race, one that ships or one that is held here."""

from pathlib import Path

from figures.charts import race as figures
from figures.charts import race_levels
from lstm_core import TASKS
from lstm_core.races.results import Race, load_race
from ui import lesson
from ui.lessons.race import words
from ui.lessons.race.numbers import PARAMETERS, Choice, Groups, chosen, gaps, level_name, published, shipped


def draw_shipped(choice: Choice, key: str) -> None:
    """Curves and table of the race that ships for a task."""
    race = shipped(choice.task)
    if race is None:
        lesson.waiting("No race on this task comes with the app. Below you can hold one.")
        return
    groups = chosen(race, choice)
    _curves(race, groups, key)
    lesson.how_to_read(words.reading_of_curves(race))
    lesson.table(words.table(race, race.groups()))
    if same := shipped(choice.task + PARAMETERS):
        lesson.say(words.same_parameters(same))


def draw_shipped_levels(choice: Choice, key: str) -> None:
    """Accuracy against the level in the race that ships for a task."""
    race = shipped(choice.task)
    if race is None:
        lesson.waiting("This picture comes with a race.")
        return
    _levels(race, chosen(race, choice), key)


def draw_gaps(choice: Choice, key: str) -> None:
    """Sequences until the rule is met against the length of temporal order."""
    found: dict[str, dict[int, list[int | None]]] = {}
    for race in gaps():
        for name, lanes in chosen(race, choice).items():
            found.setdefault(name, {})[race.level] = [lane.reached for lane in lanes]
    figure = race_levels.by_gap(found, gaps()[0].sequences, level_name(gaps()[0].task), lesson.dark())
    lesson.chart(figure, words.spoken_gaps(gaps()), key)


def draw_live(path: Path) -> None:
    """A race held here, while it grows and when it has ended."""
    race = load_race(path)
    for lane in race.lanes:
        if lane.message:
            lesson.say(f"**{lesson.plain(lane.title)}** was stopped: {lesson.plain(lane.message)}.")
    if not any(len(lane.sequences) for lane in race.lanes):
        lesson.waiting("The curves come with the first sequences.")
        return
    _curves(race, race.groups(), "race_live")
    if any(lane.by_level for lane in race.lanes):
        _levels(race, race.groups(), "race_live")
    lesson.table(words.table(race, race.groups()))


def _curves(race: Race, groups: Groups, key: str) -> None:
    about, lines, dark = TASKS[race.task], published(race), lesson.dark()
    spoken, (left, right) = words.spoken(race, groups), lesson.beside(2)
    with left:
        lesson.chart(figures.accuracy(groups, about.chance, lines, dark), f"Accuracy. {spoken}", f"{key}_accuracy")
    with right:
        mark = about.race.baseline(race.level)
        lesson.chart(figures.loss(groups, mark, lines, dark), f"Loss. {spoken}", f"{key}_loss")


def _levels(race: Race, groups: Groups, key: str) -> None:
    about, dark = TASKS[race.task], lesson.dark()
    figure = race_levels.by_level(groups, about.race.trained(race.level), level_name(race.task), about.chance, dark)
    lesson.chart(figure, words.spoken_levels(race, groups), f"{key}_levels")
