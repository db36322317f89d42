"""Presenting a lesson: it stays on from page to page, and the notes say what that page claims, asks and leads to."""

from urllib.parse import parse_qs

import pytest

from tests.app.test_thread import links
from tests.support.mounted import header_of, messages
from tests.support.sampled import one_in
from ui import frame
from ui.take import notes

LESSONS = {lesson.name: lesson for lesson in frame.catalogue()}


def headers(page) -> list[dict]:
    """What the components of who presents are told."""
    return [header_of(blob) for blob in messages(page, "present")]


def button(page) -> bool:
    return any(one.proto.component_name == "present_button" for one in page.get("bidi_component"))


def test_a_lesson_that_is_presented_leads_to_others_that_are(opened):
    page = opened("why_memory", tour="10", present="1")
    assert headers(page)
    assert not button(page)
    for link in links(page)[:2]:
        assert parse_qs(link.query_string)["present"] == ["1"]
    start = opened("start", present="1")
    assert all("present=1" in one.proto.query_string for one in start.get("page_link") if one.proto.page in LESSONS)


@pytest.mark.parametrize("said", ["0", "yes", "<b>"])
def test_anything_but_1_presents_nothing_and_is_said(opened, said):
    page = opened("why_memory", present=said)
    assert button(page)
    assert not headers(page)
    assert "=1 presents" in page.info[0].value
    assert "present" not in links(page)[0].query_string


@pytest.mark.parametrize("name", one_in(4, LESSONS, first=3))
def test_the_notes_say_what_the_page_claims_asks_and_leads_to(opened, name):
    page = opened(name, present="1", tour="50")
    assert all("notes" not in header for header in headers(page))
    page.session_state[notes.WANTED] = True
    page.run()
    (told,) = [header["notes"] for header in headers(page) if "notes" in header]
    assert (told["lesson"], told["claim"]) == (name, LESSONS[name].claim)
    assert told["do"] == [thing.says for thing in LESSONS[name].do]
    assert f"**Next: {told['next']['menu']}**" in links(page)[0].label
    asks = told["asks"]
    assert asks["right"] in asks["options"]
    facts = "\n".join(element.value for element in page.markdown)
    assert len(told["watch"]) >= 2
    assert told["watch"][0][:12].replace("*", "") in facts.replace("*", "")
    assert not any(mark in text for text in (asks["says"], *told["watch"]) for mark in ("](", "`", "\\"))


def test_a_page_of_reference_has_notes_too(opened):
    page = opened("glossary", present="1")
    page.session_state[notes.WANTED] = True
    page.run()
    (told,) = [header["notes"] for header in headers(page) if "notes" in header]
    assert told["asks"] is None
    assert told["next"]["menu"] == frame.catalogue()[0].menu


def test_only_what_is_bold_stays_marked_in_the_notes():
    text = "**c** is *not* `h`, see [the loss](#term-loss) \\* 2"
    assert notes.spoken(text) == "**c** is not h, see the loss * 2"
