"""Below a path of a server, behind nginx: a room, its link and its votes, the tour, the way on, the presenter's bar."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.nginx import MISSING, NGINX, nginx
from tools.chromium import PATIENCE, Screen
from tools.server import ROOT, app_server
from ui.room.store import database

expect.set_options(timeout=PATIENCE)
pytestmark = pytest.mark.skipif(NGINX is None, reason=MISSING)
BASE = "courses"


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """The address of the lessons below a path."""
    monkeypatch.setenv(database.WHERE, f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    with app_server(tmp_path / "log.txt", ROOT / "app.py", "--server.baseUrlPath", BASE) as server:
        port = int(server.url.split(":")[2].partition("/")[0])
        with nginx(tmp_path, port, port) as url:
            yield f"{url}/{BASE}"


def test_a_class_finds_and_follows_its_teacher_below_a_path(lessons, contexts):
    teacher, student = Screen(contexts, height=720), Screen(contexts, width=400, height=800)
    desk = teacher.open(f"{lessons}/teachers").page
    with teacher.rerun():
        desk.get_by_role("button", name="Open a room").click()
    tour, link = desk.locator("[data-testid=stCode] code").all_inner_texts()
    word = link.strip().partition("room=")[2]
    assert link.strip() == f"{lessons}/?room={word}"
    assert tour.strip().startswith(f"{lessons}/why_memory?tour=")
    page = student.open(link.strip()).page
    teacher.open(f"{lessons}/why_memory", room=word)
    expect(page).to_have_url(f"{lessons}/why_memory?room={word}")
    expect(desk.locator(".lstm-room .voted")).to_have_text("0 of 1 voted")
    with student.rerun():
        page.locator("[data-testid=stButtonGroup]").get_by_text("sea", exact=True).first.click()
    expect(desk.locator(".lstm-room .voted")).to_have_text("1 of 1 voted")
    desk.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".lstm-room [data-right] .option")).to_contain_text("sky")
    desk.get_by_role("link", name=re.compile("Next: ")).click()
    expect(page).to_have_url(re.compile(rf"{lessons}/one_step\?"))
    assert not teacher.complaints() + student.complaints()
    teacher.close()
    student.close()


def test_a_lesson_below_a_path_is_presented_with_its_notes(lessons, contexts):
    teacher = Screen(contexts, height=720)
    page = teacher.open(f"{lessons}/france").page
    with teacher.rerun():
        page.get_by_role("button", name="Present", exact=True).click()
    page.locator(".lstm-present .bar").wait_for()
    with page.expect_popup() as notes:
        page.keyboard.press("n")
    expect(notes.value.get_by_role("heading", level=1)).to_have_text(re.compile("France"))
    page.get_by_role("link", name=re.compile("Next: ")).click()
    expect(page).to_have_url(re.compile(rf"{lessons}/break_it\?.*present=1"))
    page.locator(".lstm-present .bar").wait_for()
    assert not teacher.complaints()
    teacher.close()
