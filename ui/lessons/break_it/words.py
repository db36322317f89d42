"""What the lesson says of an answer before and after the edits, of the film of both, and asks at its end."""

from collections.abc import Sequence

from lstm_core.cell import Cell
from lstm_core.said import percent
from lstm_core.tasks import france
from ui import edits
from ui.lesson import Recall, plain
from ui.lessons.break_it.two_readings import Broken, broken, compared, likeliest
from ui.shipped import stories

SWAPPED, FROM = ("c", "h"), "spain"
TO_DO = "Drag along a row of **f**, over a few words, and press 0: the units that carry the country forget."


def verdict(found: Broken, right: str) -> str:
    """What happened to the answer, in one line."""
    (before, sure), (after, now) = (likeliest(run) for run in (found.before, found.after))
    first = f"Untouched, the network says **{before}** ({percent(sure)})."
    if found.after is found.before:
        return f"{first} Make an edit, and see what becomes of it."
    if after == before:
        return f"{first} With your edits it still says **{after}** ({percent(now)})."
    kept = compared(found, [right])["after"][0]
    return f"{first} With your edits it says **{after}** ({percent(now)}); {right} is left with {percent(kept)}."


def of_each(found: Broken, changes: Sequence[edits.Change], answers: Sequence[tuple[str, float]]) -> str:
    """The edits as a list, each with the answer before it and after it."""
    before = [likeliest(found.before), *answers]
    rows = []
    for k, change in enumerate(changes):
        (was, sure), (now, surer) = before[k], before[k + 1]
        changed = f"{was} {percent(sure)} → **{now} {percent(surer)}**"
        rows.append(f"{k + 1}. {plain(edits.told(change, found.film.words))}: {changed}")
    return "\n".join(rows)


def reading(found: Broken, cell: Cell) -> str:
    """How to read the film of an edited run."""
    letters = " and ".join(dict.fromkeys((*cell.states, "h")))
    if found.after is found.before:
        return (
            f"Nothing is changed yet, so {letters} are blank: colour will show what your edits change. Press or drag "
            "along a row, and hold it."
        )
    return (
        f"In {letters}, colour is the run with your edits minus the run without; blank is unchanged. The gates are "
        "those of the edited run. Follow the colour from the word you changed to the answer."
    )


def what_flips() -> Recall:
    """Whose transplant changes the LSTM's answer in mid-story? Question, what to say to each answer, the right one."""
    words = tuple(stories.story("france", 3))
    middle = (france.country_position(words) + len(words)) // 2
    answers = {}
    for name in SWAPPED:
        change = edits.Change(name, middle, middle, country=FROM)
        answers[name] = likeliest(broken("lstm", 0, words, (change,)).after)
    flips = {name: word == france.COUNTRIES[FROM] for name, (word, _) in answers.items()}
    heard = ", ".join(f"with Spain's {name} it says {word} ({percent(p)})" for name, (word, p) in answers.items())
    said = {
        "Only the memory c": f"After “{words[middle - 1]}”, {heard}. The country is kept in c.",
        "Only the output h": f"After “{words[middle - 1]}”, {heard}. There h does not hold what is asked later.",
        "Each of them alone": f"After “{words[middle - 1]}”, {heard}. They are not two copies of one thing.",
        "Neither": f"After “{words[middle - 1]}”, {heard}. What is carried decides the answer.",
    }
    memory, output, each, neither = said
    right = {(True, False): memory, (False, True): output, (True, True): each}.get(tuple(flips.values()), neither)
    return (
        "In the middle of the story, Spain's values replace France's in the LSTM. Which swap changes the answer?",
        said,
        right,
    )
