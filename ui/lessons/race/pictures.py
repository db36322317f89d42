"""The pictures and tables of a race, one that ships or one that is held here, and what holds it."""

from pathlib import Path

from figures.charts import race as figures
from figures.charts import race_levels
from lstm_core import TASKS
from lstm_core.races.results import Race, load_race
from ui import controls, lesson
from ui.jobs import panel
from ui.lessons.race import held, here, words
from ui.lessons.race.numbers import PARAMETERS, Choice, Groups, chosen, level_name, published, shipped
from ui.shipped import networks


def draw_shipped(choice: Choice) -> None:
    """Curves and table of the race that ships for a task."""
    race = shipped(choice.task)
    lesson.say(words.about_task(choice.task))
    if race is None:
        lesson.waiting("No race on this task comes with the app. Below you can hold one.")
        return
    groups = chosen(race, choice)
    _curves(race, groups, "race")
    lesson.how_to_read(words.reading_of_curves(race))
    lesson.table(words.table(race, race.groups()))
    lesson.how_to_read(words.reading_of_table(race.task))
    if same := shipped(choice.task + PARAMETERS):
        lesson.say(words.same_parameters(same))


def draw_shipped_levels(choice: Choice) -> None:
    """Accuracy against the level in the race that ships for a task."""
    race = shipped(choice.task)
    if race is None:
        lesson.waiting("This picture comes with a race.")
        return
    _levels(race, chosen(race, choice), "race")
    lesson.how_to_read(words.READING_OF_LEVELS)


def hold(choice: Choice) -> None:
    """A race of the reader's own: how far, from which seed, how long; then it runs."""
    where, which = lesson.beside(2)
    with where:
        level = held.level(choice.task)
    with which:
        seed = controls.number("Seed", 0, 99, "race_seed", 0)
    sequences = controls.choice("Sequences for each racer", held.SEQUENCES, "race_sequences", 20_000, "{:,}".format)
    sizes = controls.choice("Compare with", held.SIZES, "race_sizes", held.SIZES[0])
    added = controls.pick("Another cell", ["", *held.others()], "race_cell", "", networks.title_or_none)
    where = controls.choice("Where it runs", here.PLACES, "race_where", here.PLACES[0])
    told, said = held.arguments(choice, added, level, seed, sequences, sizes)
    if where == here.PLACES[1] and told:
        lesson.say(said)
        here.draw(held.plan_of(choice, added, level, seed, sequences, sizes))
        return
    panel.panel("race", told, said, draw_live, seconds=held.SECONDS, megabytes=held.MEGABYTES, start="Start the race")


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
    lesson.how_to_read(words.reading_of_table(race.task))


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


FURTHER = (  # what stands under the hero, folded: its title, its key, what draws it
    ("All seeds of this race: accuracy, loss, and who met the rule", "race_all", draw_shipped),
    ("Nearer and further than it was trained", "race_distances", draw_shipped_levels),
    ("Hold a race yourself", "race_own", hold),
)
