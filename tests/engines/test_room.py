"""A class before six browsers of three engines at once: each joins, votes, follows, sees the answer, and leaves."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.engines.chromium import Chromium
from tests.engines.firefox import firefox
from tests.engines.tab import Tab
from tests.engines.webkit import webkit
from tests.support.nginx import nginx
from tools.chromium import chromium
from tools.postgres import postgres
from tools.server import app_server
from ui.room.store import database

pytestmark = [pytest.mark.engines, pytest.mark.long]
STRIP = ".lstm-room .strip"
SAID = ".lstm-room .where"
VOTED = "find('.lstm-room .voted')?.innerText"
GUESSES = {"sea": 2, "sky": 2, "garden": 1}


@contextmanager
def places(kind: str, folder: Path) -> Iterator[str]:
    """The address of the lessons: one server with a file, or two behind nginx with PostgreSQL."""
    with ExitStack() as stack:
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        if kind == "one server, SQLite":
            environment.setenv(database.WHERE, f"sqlite:///{folder / 'rooms.sqlite'}")
            yield stack.enter_context(app_server(folder / "log.txt")).url
            return
        environment.setenv(database.WHERE, stack.enter_context(postgres()))
        servers = [stack.enter_context(app_server(folder / f"{name}.txt")) for name in ("one", "other")]
        yield stack.enter_context(nginx(folder, *(int(one.url.rpartition(":")[2]) for one in servers)))


@contextmanager
def students(folder: Path) -> Iterator[tuple[Tab, dict[str, Tab]]]:
    """A teacher and five students, each before a browser of its own."""
    with ExitStack() as stack:
        chrome = stack.enter_context(chromium())

        def of_chromium(width: int, height: int, **options) -> Tab:
            context = chrome.new_context(viewport={"width": width, "height": height}, **options)
            context.set_default_timeout(90_000)
            return Tab(Chromium(context.new_page(), touch=options.get("has_touch", False)))

        found = {
            "a phone": of_chromium(400, 800, has_touch=True),
            "Chromium": of_chromium(1280, 900),
            "Chromium, dark and narrow": of_chromium(360, 740, color_scheme="dark"),
        }
        for name, engine in {"Firefox": firefox, "WebKit": webkit}.items():
            place = folder / name
            place.mkdir()
            found[name] = Tab(stack.enter_context(engine(place, 1280, 900)))
        yield of_chromium(1280, 720), found


@pytest.fixture(params=["one server, SQLite", "two servers, PostgreSQL"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Tab, dict[str, Tab]]]:
    """The address of the lessons, the teacher, the students by the name of their browser."""
    try:
        with places(request.param, tmp_path) as url, students(tmp_path) as (teacher, others):
            yield url, teacher, others
    except LookupError as missing:
        pytest.skip(str(missing))


def test_a_class_before_six_browsers_votes_and_follows_and_sees_the_answer(room):
    url, teacher, others = room
    teacher.go(f"{url}/teachers")
    teacher.click("button", "Open a room")
    link = teacher.wait(
        "all('[data-testid=stCode] code').map((e) => e.innerText.trim()).find((e) => e.includes('room='))"
    )
    word = link.partition("room=")[2]
    assert link == f"{url}/?room={word}"
    assert teacher.wait(f"all('img').some((square) => square.alt.includes('{word}'))")
    for number, one in enumerate(others.values()):
        one.go(link if number % 2 else f"{url}/why_memory?room={word.upper()}")
    assert teacher.wait(f"find('{SAID}')?.innerText === '5 here'")

    teacher.go(f"{url}/why_memory?room={word}")
    for one in others.values():
        assert one.wait("location.pathname.endsWith('/why_memory') && find('.lstm-room .question')")
        assert one.wait(f"find('{SAID}')?.innerText === '5 here · the teacher is at Why memory'")
    assert teacher.wait(f"{VOTED} === '0 of 5 voted'")
    said = [option for option, count in GUESSES.items() for _ in range(count)]
    for option, one in zip(said, others.values(), strict=True):
        one.click("[data-testid=stButtonGroup] button", option)
        assert one.wait("document.body.innerText.includes('The answer waits for the teacher.')")
    assert teacher.wait(f"{VOTED} === '5 of 5 voted'")
    for one in others.values():
        assert one.ask("all('.lstm-room .tally').length") == 0

    teacher.click("button", "Show the answer")
    for option, one in zip(said, others.values(), strict=True):
        assert one.wait("find('.lstm-room [data-right] .option')?.innerText.startsWith('sky')")
        assert one.wait("find('.lstm-room [data-right] .count')?.innerText === '2'")
        assert one.wait(f"find('.lstm-room [data-said] .option')?.innerText.startsWith('{option}')")

    teacher.go(f"{url}/france?room={word}&word=5")
    for one in others.values():
        assert one.wait("location.pathname.endsWith('/france') && find('.lstm-film .answer-line')")
    assert teacher.wait("find('.lstm-film .answer-line')")
    teacher.click(".lstm-film .chip:nth-of-type(9)")
    there = teacher.wait(
        "new URLSearchParams(location.search).get('word') !== '5' && location.search.match(/word=(\\d+)/)[1]"
    )
    for one in others.values():
        assert one.wait(f"all('.chip').findIndex((chip) => chip.dataset.place === 'now') + 1 === {there}")

    others["Firefox"].click("button", "Leave")
    assert teacher.wait(f"find('{SAID}')?.innerText === '4 here'")
    assert others["Firefox"].wait(f"!find('{STRIP}') && !location.search.includes('room=')")
    teacher.click("button", "Close the room")
    for name, one in others.items():
        if name != "Firefox":
            assert one.wait("find('.lstm-room .trouble')?.innerText === 'This room has ended.'")
    for name, one in {"the teacher": teacher, **others}.items():
        assert one.complaints() == [], name
