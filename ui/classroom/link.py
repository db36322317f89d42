"""The link of a class: the stops that a teacher chose, the screens that they open with, and what they hide."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from ui.thread import hidden, way


def of(base: str, lessons: Sequence, screens: Mapping[str, Mapping[str, str]], hides: Sequence[str]) -> str:
    """The address that begins the tour; `base` is that of the app, `lessons` its stops in their order."""
    tour = way.chosen(lessons, screens)
    query = tour.address(lessons[0].name) | ({hidden.KEY: hidden.written(hides)} if hides else {})
    return f"{base.rstrip('/')}/{lessons[0].name}?{urlencode(query, safe='.|')}"


def screens(pasted: Iterable[str], names: Sequence[str]) -> dict[str, dict[str, str]]:
    """{lesson: parameters} of pasted links, which need not be of this server; ValueError names one that is of none."""
    found = {}
    for text in filter(None, (line.strip() for line in pasted)):
        try:
            parts = urlsplit(text)
        except ValueError:
            raise ValueError(f"“{text[:60]}” is no link") from None
        name = parts.path.rstrip("/").rpartition("/")[2]
        if name not in names:
            raise ValueError(f"“{text[:60]}” leads to none of the stops that are chosen")
        query = {key: value for key, value in parse_qsl(parts.query) if key not in (way.KEY, way.SCREENS, hidden.KEY)}
        found[name] = query
    if len(way.written(found)) > way.LONGEST:
        raise ValueError(f"the screens take more than {way.LONGEST} characters of the link: set fewer of them")
    return found
