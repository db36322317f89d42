"""What the lesson says of a guessed row, of an answer before and after the edits, and asks at its end."""

from collections.abc import Sequence

from lstm_core.cell import Cell
from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui import edits
from ui.lesson import Recall, plain
from ui.lessons.break_it import single
from ui.lessons.break_it.single import Hold
from ui.lessons.break_it.two_readings import Broken, broken, compared, likeliest
from ui.shipped import networks, stories

SWAPPED, FROM = ("c", "h"), "spain"
TO_DO = "Drag along a row of **f**, over a few words, and press 0: the units that carry the country forget."

NAMED = 4  # units, at most
NEXT = "Now drag along a row, and press 0."


def question(cell: str, sentence: Sequence[str]) -> str:
    """The question alone."""
    country = sentence[france.country_position(sentence)]
    return f"In the {networks.title(cell)} that reads of {country}: which row, held at 0, changes the answer alone?"


def asking(hold: Hold, sentence: Sequence[str]) -> dict[str, str]:
    """The question over the film, and what stands on its buttons; what is in braces the page fills in."""
    return {
        "text": f"A unit **forgets** when its memory {hold.name} is held at 0 at “{sentence[hold.step]}”. "
        "**Which row, held so, changes the answer alone?** Press it, and press it again.",
        "keys": "(Keys: ↑ ↓, Enter marks the row, Enter again says it.)",
        "confirm": "unit {unit}: hold it",
        "show": "Just show me",
    }


def answering(
    hold: Hold, sentence: Sequence[str], answered: list[tuple[str, float]], guess: int | str, carriers: int
) -> dict[str, str]:
    """What is so, over the film, and all that stands beside the rows."""
    return {
        "text": f"{of_guess(answered, guess)} {NEXT}",
        "again": "Guess again",
        "rank": "Rank rows by",
        "guess": "you: {unit}",
        "both": "you: {unit} ✓",
        "turning": "turns it: {unit}",
        "turning_short": "{unit}",
        "turns": "held, it changes the answer",
        "carriers": f"the {carriers} measured carriers" if carriers > 1 else "the only measured carrier",
    }


def of_guess(answered: list[tuple[str, float]], guess: int | str) -> str:
    """The guess beside what is so; every answer was computed with the one unit held."""
    turning, (alone, _) = single.turning(answered), answered[-1]
    if not isinstance(guess, int):
        return f"**The answer.** {_truth(answered, turning)}"
    word, sure = answered[guess]
    if guess not in turning:
        return f"**No: with unit {guess} held it still says {word} ({percent(sure)}).** {_truth(answered, turning)}"
    others = [unit for unit in turning if unit != guess]
    told = f"{len(others)} others" if len(others) > NAMED else joined([f"unit {unit}" for unit in others])
    also = f" So {'does' if len(others) == 1 else 'do'} {told}." if others else " No other row does."
    return f"**Yes: with unit {guess} held it says {word} ({percent(sure)}) and no longer {alone}.**{also}"


def _truth(answered: list[tuple[str, float]], turning: Sequence[int]) -> str:
    alone, sure = answered[-1]
    if not turning:
        unit, left = single.costliest(answered)
        return f"No row does it all alone. Unit {unit} costs most: {alone} {percent(sure)} → {percent(left)}."
    if len(turning) > NAMED:
        return f"{len(turning)} of {len(answered) - 1} units do, each alone."
    told = [f"{unit} ({answered[unit][0]} {percent(answered[unit][1])})" for unit in turning]
    return f"Units {joined(told)} do, each alone." if len(told) > 1 else f"Unit {told[0]} does, all alone."


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


def reading(found: Broken, cell: Cell, guessed: bool) -> str:
    """How to read the film before the guess, and the film of an edited run."""
    if not guessed:
        return (
            "A row is a unit, a column is a word. Colour is the memory minus its mean over the same sentence with each "
            "other country: it shows what the country left there."
        )
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
