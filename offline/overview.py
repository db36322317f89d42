"""The pages about the lessons of a folder: all of them, how to teach with them, and one that is not in it."""

from collections.abc import Mapping
from html import escape

from offline.addresses import file_of
from ui.frame import Lesson, catalogue, pages, tour
from ui.thread.way import TOURS

TEACHING = (
    "Nothing is installed, and nothing is sent anywhere: the networks run in the browser.",
    "Put the folder on any web host, on a course platform, or on a stick. Opened from a disk it works as well.",
    "A link holds what is on the screen. Copy it with “Copy link”, and the class opens the same screen.",
    "What a reader has done is kept in the reader's own browser. Nobody else can see it.",
    "“Print this lesson”, at its end, prints all folded parts too.",
)


def contents(refused: Mapping[str, str]) -> str:
    """All lessons with their claims, then those that are not in the folder, each with its reason."""
    here = [page for page in pages() if page.name not in refused]
    rows = "".join(f"<li>{_way(page)}<br>{escape(page.claim)}.</li>" for page in here)
    gone = [page for page in pages() if page.name in refused]
    away = "".join(f"<li>{escape(page.menu)}: {escape(refused[page.name])}</li>" for page in gone)
    rest = f"<h2>Not in this folder</h2><ul>{away}</ul>" if away else ""
    return f'<div class="block text"><h1>All lessons</h1><ul>{rows}</ul>{rest}</div>'


def teacher(refused: Mapping[str, str]) -> str:
    """How to teach with the folder: the tours with their minutes, and what there is to do in each lesson."""
    points = "".join(f"<li>{escape(point)}</li>" for point in TEACHING)
    tours = "".join(_tour(minutes, refused) for minutes in TOURS)
    tasks = "".join(_tasks(page) for page in catalogue() if page.name not in refused)
    return (
        f'<div class="block text"><h1>For teachers</h1><ul>{points}</ul>{tours}'
        f"<h2>What there is to do</h2>{tasks}</div>"
    )


def needing(lesson: Lesson, why: str) -> str:
    """The page of a lesson that is not in the folder."""
    return f"<h1>{escape(lesson.claim)}</h1><p>This lesson is not in this folder. {escape(why)}</p>"


def _tour(minutes: int, refused: Mapping[str, str]) -> str:
    stops = [page for page in tour(minutes) if page.name not in refused]
    rows = "".join(f"<li>{_way(page, f'?tour={minutes}')}, {page.minutes[minutes]} min</li>" for page in stops)
    return f"<h2>A tour of {minutes} minutes</h2><ol>{rows}</ol>"


def _tasks(page: Lesson) -> str:
    things = "".join(f"<li>{escape(thing.says)}</li>" for thing in (*page.do, *page.exercises))
    return f"<h3>{_way(page)}</h3><ul>{things}</ul>"


def _way(page: Lesson, query: str = "") -> str:
    return f'<a href="{file_of(page.name)}{query}">{escape(page.menu)}</a>'
