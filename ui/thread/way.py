"""The way through the lessons: the tours, which of them a link is on, and what comes after a lesson."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from ui.asked import say_ignored

TOURS = (10, 25, 50)  # minutes
KEY, SCREENS = "tour", "screens"  # in the address, from stop to stop
BETWEEN = "."  # the stops of a tour that a teacher chose
LONGEST = 2000  # characters that such a tour may say of its screens; links grow too long for a browser, later


class Tour(NamedTuple):
    """A tour: as the address says it, as a file and a reader call it, its lessons, and what each of them opens with."""

    said: str
    name: str
    title: str
    stops: tuple
    screens: Mapping[str, Mapping[str, str]] = {}

    def address(self, name: str) -> dict[str, str]:
        """The parameters of a link to a lesson on this tour."""
        screens = {SCREENS: written(self.screens)} if self.screens else {}
        return {**self.screens.get(name, {}), KEY: self.said, **screens}


def beyond(lessons: Sequence) -> list:
    """The lessons that no tour has time for, without the first, which every reader has seen."""
    return [lesson for lesson in lessons[1:] if not lesson.minutes]


def asked(lessons: Sequence) -> Tour | None:
    """The tour that the link is on, None without one; what is no tour is said in the line above the lesson."""
    said, screens = st.query_params.get(KEY), st.query_params.get(SCREENS, "")
    tour = _named(lessons, said) if said else None
    say_ignored(KEY, [] if said is None or tour else [_refusal(said)])
    own = read(screens, [stop.name for stop in tour.stops]) if tour else {}
    lost = bool(screens) and not own
    say_ignored(SCREENS, ["what it says of the screens of a tour cannot be read"] if lost else [])
    return tour and tour._replace(screens=own)


def of(lessons: Sequence, length: int) -> Tour:
    """The tour of so many minutes."""
    return Tour(str(length), f"{length}-minutes", f"{length}-minute tour", tuple(stops(lessons, length)))


def _named(lessons: Sequence, said: str) -> Tour | None:
    if said in map(str, TOURS):
        return of(lessons, int(said))
    known = {lesson.name: lesson for lesson in lessons}
    names = said.split(BETWEEN)
    return chosen([known[name] for name in names]) if len({*names} & known.keys()) == len(names) else None


def _refusal(said: str) -> str:
    tours = f"{', '.join(map(str, TOURS[:-1]))} and {TOURS[-1]}"
    return f"“{said[:40]}” is not a tour: there are tours of {tours} minutes, and lessons named with a dot between"


def chosen(lessons: Sequence, screens: Mapping[str, Mapping[str, str]] | None = None) -> Tour:
    """A tour of these lessons, in this order; `screens` says what each of them opens with."""
    return Tour(BETWEEN.join(one.name for one in lessons), "tour", "Your tour", tuple(lessons), screens or {})


def written(screens: Mapping[str, Mapping[str, str]]) -> str:
    """{lesson: parameters} as one value of an address."""
    return "|".join(f"{name}?{urlencode(query)}" for name, query in screens.items() if query)


def read(text: str, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """What `written` wrote, of these lessons; {} where it cannot be read."""
    if not text or len(text) > LONGEST:
        return {}
    found = {}
    for part in text.split("|"):
        name, _, query = part.partition("?")
        pairs = dict(parse_qsl(query))
        if name not in names or not pairs:
            return {}
        found[name] = {key: value for key, value in pairs.items() if key not in (KEY, SCREENS)}
    return found


def leave() -> None:
    """The lesson stays, the tour is gone from its address."""
    for key in (KEY, SCREENS):
        st.query_params.pop(key, None)


def stops(lessons: Sequence, minutes: int) -> list:
    """The lessons of a tour of that length: those that give it some of its minutes."""
    return [lesson for lesson in lessons if lesson.minutes.get(minutes)]


def following(lessons: Sequence, current: object, tour: Tour | None) -> object:
    """What comes after a lesson: the tour's next stop, without one the next of the menu; Start after the last.

    Who has left the tour for a lesson beside it comes back to the stop that the menu names next.
    """
    if tour and current in tour.stops:
        way = tour.stops
    else:
        way = tuple(lesson for lesson in lessons if tour is None or lesson == current or lesson in tour.stops)
    place = way.index(current)
    return way[place + 1] if place + 1 < len(way) else lessons[0]


def minutes(lesson: object, tour: Tour | None) -> int:
    """How long a lesson takes on that tour, and without one at leisure; 0 where nobody said so."""
    of_tour = int(tour.said) if tour and tour.said in map(str, TOURS) else None
    return lesson.minutes.get(of_tour) or max(lesson.minutes.values(), default=0)
