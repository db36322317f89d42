"""The panel of a job says what will happen, what happens and what happened, to the one who started it and to others."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from tests.support.queues import begin, pids, queues, until
from ui.jobs import browser, queue
from ui.jobs.queue import Jobs

START, STOP = "try_job_start", "try_job_stop"


@pytest.fixture
def make(tmp_path):
    yield from queues(tmp_path)


def a_page(behaviour: str):
    import streamlit as st

    from ui.jobs.panel import panel

    def draw(path):
        st.text(f"drawn: {(path / 'status.json').read_text()}")

    arguments = ["tests.support.worker", behaviour] if behaviour else None
    panel("try", arguments, "Trains nothing.", draw, seconds=9, megabytes=2)


@pytest.fixture
def shown(make, monkeypatch):
    """`shown(jobs, behaviour, **query)` is a page with a panel in a tab of its own, after its first run."""

    def show(jobs: Jobs, behaviour: str, **query: str) -> AppTest:
        monkeypatch.setattr(queue, "shared", lambda: jobs)
        page = AppTest.from_function(a_page, default_timeout=30, args=(behaviour,))
        page.query_params.update(query)
        return page.run()

    return show


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    kinds = (page.markdown, page.info, page.error, page.success, page.warning, page.text)
    return " ".join(element.value for kind in kinds for element in kind)


def buttons(page: AppTest) -> set[str]:
    return {button.key for button in page.button if not button.disabled}


def finished(page: AppTest) -> AppTest:
    """The page as its next looks at the job find it, once that has ended."""
    until(lambda: START in buttons(page.run()))
    return page.run()


def test_before_the_start_the_panel_says_what_it_may_take_and_how_many_wait(make, shown):
    jobs = make()
    assert "up to 9 seconds and 2 MB. It starts at once." in words(shown(jobs, "finish"))
    begin(jobs, "wait", "a")
    begin(jobs, "wait", "b")
    until(lambda: jobs.load() == (1, 1))
    assert "1 under way and 1 waiting before it: at most 2 minutes." in words(shown(jobs, "finish"))


def test_the_panel_starts_a_job_and_draws_what_it_wrote(make, shown):
    page = shown(make(), "finish")
    page = finished(page.button(START).click().run())
    assert all(text in words(page) for text in ("Finished in", 'drawn: {"step": 10'))
    assert START in buttons(page)


def test_who_has_the_link_sees_the_same_run_and_may_not_stop_it(make, shown):
    jobs = make()
    mine = shown(jobs, "learn_until_asked")
    mine.button(START).click().run()
    name = jobs.of(mine.session_state["job_owner"])
    assert name in mine.query_params["try_job"]
    until(lambda: jobs.state(name).kind == "running")
    other = shown(jobs, "learn_until_asked", try_job=name)
    assert (buttons(other), buttons(mine.run())) == (set(), {STOP})
    pids(jobs.state(name))
    finished(mine.button(STOP).click().run())
    for page in (mine, other.run()):
        assert all(text in words(page) for text in ("It was stopped", "4 of 10 steps"))


def test_whoever_has_pressed_stop_is_told_what_is_waited_for(make, shown):
    jobs = make(grace=60)
    page = shown(jobs, "ignore_everybody").button(START).click().run()
    pids(jobs.state(jobs.of(page.session_state["job_owner"])))
    page.run().button(STOP).click().run()
    assert "It ends after the step it is in." in words(page)
    assert STOP not in buttons(page)
    jobs.grace = 0


def test_the_panel_shows_the_place_in_the_queue_and_lets_one_leave(make, shown):
    jobs = make()
    begin(jobs, "wait")
    until(lambda: jobs.load() == (1, 0))
    page = shown(jobs, "finish").button(START).click().run()
    assert "Place 1 of 1 in the queue; its turn comes in at most" in words(page)
    page = finished(page.button(STOP).click().run())
    assert "taken out of the queue" in words(page)


def test_a_failure_is_said_and_what_it_wrote_is_drawn(make, shown):
    page = finished(shown(make(), "diverge").button(START).click().run())
    assert all(text in words(page).replace("\\", "") for text in ("the loss is nan at step 3", 'drawn: {"step": 3'))


def test_a_visit_to_another_lesson_which_empties_the_address_loses_nothing(make, shown):
    page = finished(shown(make(), "finish").button(START).click().run())
    name = page.query_params.pop("try_job")
    assert "drawn" in words(page.run())
    assert page.query_params["try_job"] == name


def test_a_second_job_is_refused_with_a_way_out(make, shown):
    jobs = make()
    page = shown(jobs, "wait").button(START).click().run()
    page.session_state["try_job_kept"] = ""
    del page.query_params["try_job"]
    page.run().button(START).click().run()
    assert "One training at a time" in words(page)
    page.button("try_job_stop_other").click().run()
    until(lambda: jobs.load() == (0, 0))
    assert "One training at a time" not in words(page.run())


@pytest.mark.parametrize("name", ["0" * 32, "../../../etc/passwd", "<b>", "![x](http://x)"])
def test_a_link_to_no_run_is_said_and_the_page_stays_usable(make, shown, name):
    page = shown(make(), "finish", try_job=name)
    assert "this link" in words(page).lower()
    assert name not in words(page)
    assert "Finished" in words(finished(page.button(START).click().run()))


def test_without_anything_to_start_the_button_is_closed(make, shown):
    page = shown(make(), "")
    assert words(page) == "Trains nothing."
    assert not buttons(page)


def test_streamlit_still_tells_browsers_apart_as_the_panel_expects(monkeypatch):
    def owner(token: bytes) -> str:
        cookies = {browser.COOKIE: generate_xsrf_token_string(token, 1)}
        monkeypatch.setattr(browser.st, "context", type("Context", (), {"cookies": cookies}))
        return browser.owner()

    assert owner(b"a" * 16) == owner(b"a" * 16) != owner(b"b" * 16)
