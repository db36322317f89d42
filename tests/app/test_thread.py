"""Every lesson says what there is to do in it, and leads on; a tour stays in the address from stop to stop."""

import json
import re
import struct
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.support.mounted import messages
from ui import frame, guesses
from ui.shipped import answers, stories
from ui.thread import things, way

ROOT = Path(__file__).resolve().parents[2]
LESSONS = {found.name: found for found in frame.catalogue()}
START = frame.catalogue()[0]
SIGNAL = re.compile(r"""(?:\bsignal\(\{|^ {6,}|[,{] )(\w+)(?=[:,])|`(\w+_)\$\{""", re.MULTILINE)


def links(page) -> list:
    """The links of the way on, below everything else: Next, and Back to Start."""
    found = [link.proto for link in page.get("page_link")]
    first = next(k for k, link in enumerate(found) if link.label.startswith("**Next: "))
    return found[first:]


def told(page) -> dict[str, dict]:
    """What the thread's two parts are told, by part."""
    blobs = messages(page, "thread")
    headers = [json.loads(blob[4 : 4 + struct.unpack_from("<I", blob)[0]]) for blob in blobs]
    return {header["part"]: header for header in headers}


def signalled(components: set[str]) -> set[str]:
    """What the browser halves of these components signal; a name that is put together ends where it is."""
    files = [path for name in components for path in (ROOT / "static" / name).rglob("*.js")]
    text = "".join(path.read_text() for path in files if "shared/signals.js" in path.read_text())
    return {whole or f"{begun}*" for whole, begun in SIGNAL.findall(text)}


def told_in_python(name: str) -> set[str]:
    """What the lesson tells its exercises itself; a name that is put together ends where it is."""
    code = "".join(path.read_text() for path in (ROOT / "ui" / "lessons" / name).rglob("*.py"))
    begun = re.findall(r"""tell\(\*\*\{f"(\w+)\{""", code)
    return {*(f"{one}*" for one in begun), *re.findall(r"tell\((\w+)=", code)}


@pytest.mark.parametrize("name", LESSONS)
def test_whatever_ticks_a_thing_off_is_there_on_that_page(opened, name):
    links = [{}, *({one.after: guesses.SHOW} for one in LESSONS[name].exercises if one.after)]
    elements = [element for link in links for element in opened(name, **link).get("bidi_component")]
    components = {element.proto.component_name.split("-")[0] for element in elements}
    known = signalled(components) | told_in_python(name)
    code = [ROOT / "pages" / f"{name}.py", *(ROOT / "ui" / "lessons" / name).rglob("*.py")]
    code += [path for one in components for path in (ROOT / "static" / one).rglob("*.js")]
    keys = set(re.findall(r"""["'`](\w+)["'`]""", "".join(path.read_text() for path in code)))
    keys |= set(re.findall(r"""\b(?:put|number|read)\("(\w+)\"""", "".join(path.read_text() for path in code)))
    lesson = LESSONS[name]
    assert 1 <= len(lesson.do) <= 3
    for thing in (*lesson.do, *lesson.exercises):
        for part in thing.parts:
            if part.link:
                assert part.name in keys, f"{thing.when}: no control or component of {name} writes {part.name}"
            else:
                begun = {one for one in known if one.endswith("*") and part.name.startswith(one[:-1])}
                assert part.name in known or begun, f"{thing.when}: no component of {name} signals {part.name}"
        assert not thing.after or thing.after in keys


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_that_asks_for_a_guess_names_it_first(opened, name):
    groups = opened(name).get("button_group")
    asked = [group.key for group in groups if guesses.SHOW in [getattr(one, "content", one) for one in group.options]]
    first = LESSONS[name].do[0].when.removeprefix("?")  # what is pointed at before the guess may come first
    keys = [group.key for group in groups]
    any_guess = first == "guessed = 1"  # on a page of many questions, each of which says it
    assert not asked or any_guess or (first in keys and keys.index(first) <= keys.index(asked[0]))


@pytest.mark.parametrize("name", LESSONS)
def test_before_anything_is_done_nothing_of_the_address_is(opened, name):
    page = opened(name)
    for thing in LESSONS[name].do:
        asked = [part for part in thing.parts if part.link and not part.without]
        assert not any(part.name in page.query_params for part in asked), thing.says


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_leads_on_to_the_next_of_the_menu_and_back_to_start(opened, name):
    order = [*frame.catalogue(), START]
    following = order[order.index(LESSONS[name]) + 1]
    onward, *back = links(opened(name))
    assert onward.page == ("" if following is START else following.name)
    assert onward.label.startswith(f"**Next: {following.menu}**: ")
    assert (" min)" in onward.label) == bool(following.minutes)
    assert not onward.query_string
    home = [] if START in (LESSONS[name], following) else ["Back to Start"]
    assert [link.label for link in back] == [*home, *(page.menu for page in frame.pages() if page.reference)]


@pytest.mark.parametrize("minutes", way.TOURS)
def test_a_tour_goes_from_stop_to_stop_and_stays_in_the_address(opened, minutes):
    stops = frame.tour(minutes)
    for stop, following in pairwise([START, *stops]):
        page = opened(stop.name, tour=str(minutes))
        onward = links(page)[0]
        assert onward.page == following.name
        assert parse_qs(onward.query_string) == {"tour": [str(minutes)]}
        assert onward.label.endswith(f"({following.minutes[minutes]} min)")
        assert told(page)["above"]["tour"]["stops"] == [one.name for one in stops]
    last = links(opened(stops[-1].name, tour=str(minutes)))[0]
    assert (last.page, last.query_string) == ("", "")
    on_start = [link.proto for link in opened("start").get("page_link")]
    for stop in stops:
        (link,) = [link for link in on_start if link.page == stop.name and f"tour={minutes}" in link.query_string]
        assert link.label == f"{stop.menu} · {stop.minutes[minutes]} min"


def test_a_lesson_beside_the_tour_leads_back_to_its_next_stop(opened):
    onward = links(opened("one_step", tour="10"))[0]
    assert onward.page == "france"
    assert onward.query_string == "tour=10"


@pytest.mark.parametrize("asked", ["12", "", "10.0", "<b>", "ten"])
def test_a_tour_that_is_none_is_said_in_one_line(opened, asked):
    page = opened("france", tour=asked)
    (line,) = [box.value for box in page.info]
    assert "is not a tour" in line
    assert "<b>" not in line
    assert told(page)["above"]["tour"] is None
    assert not links(page)[0].query_string


def test_an_exercise_that_would_give_a_guess_away_waits_for_it(opened):
    waiting = [lesson for lesson in LESSONS.values() if any(one.after for one in lesson.exercises)]
    assert {lesson.name for lesson in waiting} >= {"vanishing", "carriers"}
    for lesson in waiting:
        before = opened(lesson.name)
        assert told(before)["below"]["exercises"] == []
        assert told(before)["below"]["later"] == 1
        assert not any(one.says in blob.decode(errors="ignore") for one in lesson.exercises for blob in all_of(before))
    after = opened("vanishing", vanishing_vote="next to nothing")
    assert [one["says"] for one in told(after)["below"]["exercises"]] == [LESSONS["vanishing"].exercises[0].says]


def all_of(page) -> list[bytes]:
    return [element.proto.bytes for element in page.get("bidi_component")]


def test_every_lesson_has_an_exercise_that_says_what_it_showed():
    for lesson in LESSONS.values():
        assert lesson.exercises, lesson.name
        assert all(one.shows.endswith(".") and one.says.endswith((".", ".)")) for one in lesson.exercises)


def test_an_exercise_sees_what_a_page_has_found_in_python(opened):
    before = opened("why_memory", why_language="italian")
    assert told(before)["below"]["told"] == {}
    page = opened("why_memory", why_language="italian", why_gap="true", why_fillers="0")
    found = answers.answers(tuple(stories.story("france", 0)), ("french",))
    means = {f"french_{cell.lower()}": pytest.approx(seeds.mean()) for cell, seeds in found.items()}
    assert told(page)["below"]["told"] == means


def test_what_there_is_to_do_is_a_thing_that_the_lesson_is_about():
    for lesson in LESSONS.values():
        assert not [thing.says for thing in lesson.do if "_recall" in thing.when or thing.says == "Answer the question"]


def test_a_condition_is_read_into_its_parts():
    assert things.condition("?word >= 12 and turned = yes and without ?step_preset") == (
        things.Part(True, "word", ">=", "12", False),
        things.Part(False, "turned", "=", "yes", False),
        things.Part(True, "step_preset", "", "", True),
    )
    assert things.condition("?vanishing_vote = next to nothing")[0].value == "next to nothing"


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        (None, "1 to 3 things"),
        ({}, "1 to 3 things"),
        (dict.fromkeys("abcd", "played"), "1 to 3 things"),
        ({"x" * 41: "played"}, "1 to 40 characters"),
        ({"Play": "played >="}, "is no condition"),
        ({"Play": ""}, "is no condition"),
        ({"Play": "without played = 1"}, "is no condition"),
        ({"Play": "?word >= far"}, "which is no number"),
    ],
)
def test_what_a_page_declares_wrongly_stops_the_app_with_its_name(tmp_path, declared, says):
    page = tmp_path / "quiet.py"
    lesson = {"menu": "Quiet", "order": 1, "icon": "", "minutes": {}, "do": declared}
    page.write_text(f'"""A claim."""\nLESSON = {lesson!r}\n')
    with pytest.raises(ValueError, match=rf"quiet\.py must say LESSON.*{says}"):
        frame.declared(page)


@pytest.mark.parametrize("declared", [{"Do it.": "played"}, {"Do it.": ("played",)}, {"Do it.": ("played", "")}, ["x"]])
def test_an_exercise_without_what_it_showed_is_refused(declared):
    with pytest.raises(ValueError, match="what it showed"):
        things.exercises(declared)
