"""A recorded lesson as parts by name: what its page reads at once, and what comes when a control moves."""

from offline.idle import only_named_terms, terms_named
from offline.lessons import Recorded
from offline.said.below import blobs_of, numbers_below, taken_from
from offline.said.shelf import packed
from offline.states import in_pictures, is_guess
from ui.components.bundle import bundle
from ui.guesses import SHOW

SMALL = 12_000  # bytes, packed


def told(found: Recorded, query: str, charts: bool, more: str, script: str = "") -> dict[str, bytes]:
    """The parts of a lesson by name; its page reads "lesson" at once, and `more` when a control moves.

    `script` is the address of the one that is only needed after a click, "" where all is in one.

    What is small travels inside these two; what is not is a part by itself.
    """
    shelf, lesson = found.shelf, found.lesson
    (start, root), *others = found.screens.items()
    terms = terms_named(shelf)
    here = numbers_below(shelf, root)
    later = set().union(*(numbers_below(shelf, number) for _, number in others)) - here
    about = {
        "name": lesson.name,
        "menu": lesson.menu,
        "query": query,
        "given": found.given,
        "usual": found.usual,
        "held": held(found),
        "levers": {address: lever._asdict() for address, lever in found.levers.items()},
        "moving": sorted(found.moving),
        "waits": [thing.after for thing in lesson.exercises if thing.after and thing.after not in found.usual],
        "asked": [axis.key for axis in in_pictures(lesson)],
        "guesses": {key: SHOW for key in found.usual if is_guess(key)},
        "screens": {start: root},
        "nodes": only_named_terms({number: shelf.nodes[number] for number in sorted(here)}, terms),
        "charts": charts,
        "more": more if others else "",
        "script": script,
    }
    further = only_named_terms({number: shelf.nodes[number] for number in sorted(later)}, terms)
    rest = {"screens": dict(others), "nodes": further}
    wanted = blobs_of(shelf, here), blobs_of(shelf, here | later)
    small = {one for one in wanted[1] if len(packed(shelf.blobs[one])) < SMALL}
    first, second = sorted(small & wanted[0]), sorted(small - wanted[0])
    parts = {"lesson": bundle(about, {one: shelf.blobs[one] for one in first})}
    parts |= {more: bundle(rest, {one: shelf.blobs[one] for one in second})} if others else {}
    return parts | {one: shelf.blobs[one] for one in sorted(wanted[1] - small | taken_from(shelf, here | later))}


def held(found: Recorded) -> dict[str, list[str]]:
    """What each control but a guess can be set to here: its usual place, and what some screen was recorded for."""
    states = [dict(part.split("=", 1) for part in one.split("&") if part) for one in found.screens]
    keys = [key for key in found.usual if not is_guess(key)]
    return {key: sorted({*found.usual[key], *(state[key] for state in states if key in state)}) for key in keys}


def folded(found: Recorded) -> tuple[str, ...]:
    """The components that the first screen shows nowhere but in its folded parts, if at all."""
    seen, waiting = set(), [next(iter(found.screens.values()))]
    while waiting:
        node = found.shelf.nodes[waiting.pop()]
        seen.add(node.get("name"))
        waiting += node.get("children", ()) if node["is"] not in ("fold", "reply") else ()
    return tuple(name for name in found.components if name not in seen)


def at_once(found: Recorded) -> set[str]:
    """The names of the parts that the first screen shows, but for its charts, which are folded."""
    shelf = found.shelf
    nodes = [shelf.nodes[number] for number in numbers_below(shelf, next(iter(found.screens.values())))]
    found = [node["bytes"] for node in nodes if node["is"] == "component" and node["bytes"]]
    return {one for names in found for one in names.split("+")}
