"""A teacher chooses stops and screens, hides what would be in the way, gives one link away and reads the slips."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.app.test_thread import links, told
from ui import frame
from ui.classroom import found, link, qr, slip
from ui.thread import hidden, way

LESSONS = {lesson.name: lesson for lesson in frame.catalogue()}
CHOSEN = [LESSONS[name] for name in ("why_memory", "france", "break_it")]
SAID = "why_memory.france.break_it"
SCREENS = {"france": {"france_country": "Spain", "france_story": "3"}}


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_the_link_of_a_class_leads_from_stop_to_stop_as_it_was_set_up(opened):
    first = link.of("http://here/app", CHOSEN, SCREENS, ("exercises", "france_cell"))
    assert first.startswith("http://here/app/why_memory?")
    page = opened("why_memory", **query(first))
    assert told(page)["above"]["tour"] == {"said": SAID, "title": "Your tour", "stops": SAID.split(".")}
    onward = links(page)[0]
    assert onward.page == "france"
    asked = dict(parse_qsl(onward.query_string))
    assert asked.items() >= {**SCREENS["france"], "tour": SAID, "hide": "exercises.france_cell"}.items()
    second = opened("france", **asked)
    assert second.session_state["france_country"] == "spain"
    assert told(second)["below"]["hides"] == ["exercises"]
    assert not second.info
    third = links(second)[0]
    last = opened("break_it", **dict(parse_qsl(third.query_string)))
    assert told(last)["below"]["last"]
    assert links(last)[0].label.endswith("The tour ends here")


def test_stops_may_come_in_any_order(opened):
    assert links(opened("france", tour="france.why_memory"))[0].page == "why_memory"


@pytest.mark.parametrize("said", ["france.nowhere", "france.france", ".", "start..france", "<b>.x"])
def test_a_tour_with_a_stop_that_is_none_is_said_in_one_line(opened, said):
    page = opened("france", tour=said)
    (line,) = [box.value for box in page.info]
    assert "is not a tour" in line
    assert told(page)["above"]["tour"] is None


@pytest.mark.parametrize("screens", ["nowhere?a=1", "france", "france?", "x" * 3000, "|", "break_it?a=1|"])
def test_screens_that_cannot_be_read_are_said_and_the_tour_stands(opened, screens):
    page = opened("france", tour=SAID, screens=screens)
    assert "cannot be read" in page.info[0].value
    assert told(page)["above"]["tour"]["said"] == SAID


def test_what_is_hidden_is_hidden_by_its_key_and_what_is_no_name_is_said(opened):
    page = opened("france", hide="menu.further.france_cell.todo.x{}body")
    sheets = [element.proto.body for element in page.get("html")]
    assert "<style>.st-key-further, .st-key-france_cell { display: none !important; }</style>" in sheets
    assert not any("x{}body" in sheet for sheet in sheets)
    assert "is nothing that can be hidden" in page.info[0].value
    assert told(page)["above"]["hides"] == ["todo"]
    assert [one.label for one in links(page)] == [links(page)[0].label], "with the menu hidden there is one way on"


@pytest.mark.parametrize("name", LESSONS)
def test_every_control_that_can_be_hidden_is_one_that_the_link_knows(name):
    for key, label in found.of(name).items():
        assert hidden.NAME.fullmatch(key)
        assert label


def test_the_page_makes_the_link_the_square_and_the_table(opened):
    stops = [LESSONS[name].menu for name in SAID.split(".")]
    page = opened("teachers", class_stops=stops, class_parts=["the menu"], class_screens="/france?france_country=Italy")
    asked = query(page.code[0].value)
    assert (asked["tour"], asked["hide"], asked["screens"]) == (SAID, "menu", "france?france_country=Italy")
    assert not page.error
    assert any("The link as a square for telephones" in box.proto.body for box in page.get("html"))
    counts = [len(one.do + one.exercises) for one in CHOSEN]
    done = [[True] * count for count in counts]
    page = opened("teachers", class_stops=stops, class_slips=f"{written(SAID, done)}\nWRONG\n")
    assert "is no slip of this tour" in page.error[0].value
    (row,) = page.table[0].value.to_dict("records")
    assert list(row.values())[1:] == [f"{count} of {count}" for count in counts]


@pytest.mark.parametrize("pasted", ["http://x/nowhere?a=1", "<b>", "http://[", "/vanishing?a=1"])
def test_a_pasted_link_that_leads_to_no_stop_is_refused_in_one_sentence(opened, pasted):
    page = opened("teachers", class_stops=[LESSONS["france"].menu], class_screens=pasted)
    assert len(page.error) == 1
    assert not page.code


def written(said: str, done: list[list[bool]]) -> str:
    """A slip as the page writes it; the browser's own is compared with it in tests/browser/test_slip.py."""
    bits = [bit for of in done for bit in of]
    bits += [False] * (-len(bits) % 5)
    told = "".join(slip.SIGNS[int("".join("01"[bit] for bit in bits[k : k + 5]), 2)] for k in range(0, len(bits), 5))
    return told + slip.check(f"{said}|{told}")


def test_a_slip_says_what_was_done_and_a_wrong_sign_is_noticed():
    done = [[True, False, True], [], [False, False, True, True]]
    code = written("a.b", done)
    assert slip.done(code, "a.b", [3, 0, 4]) == done
    assert slip.done(f" {code[:4].lower()}-{code[4:]} ", "a.b", [3, 0, 4]) == done
    for place in range(len(code)):
        other = code[:place] + slip.SIGNS[slip.SIGNS.index(code[place]) ^ 1] + code[place + 1 :]
        with pytest.raises(ValueError, match="slip of the pen"):
            slip.done(other, "a.b", [3, 0, 4])
    with pytest.raises(ValueError, match="another tour"):
        slip.done(code, "b.a", [3, 0, 4])
    for wrong in ("", "x", code + "0", "<b>" * 50):
        with pytest.raises(ValueError, match="is no slip"):
            slip.done(wrong, "a.b", [3, 0, 4])


def test_the_square_holds_the_link_and_one_that_is_too_long_is_refused():
    drawn = qr.square("http://here/why_memory?tour=a.b").decode()
    assert drawn.startswith("<svg")
    with pytest.raises(ValueError, match="set fewer screens"):
        qr.square("x" * 2400)


def test_a_tour_reads_the_screens_that_it_wrote():
    hostile = {"france": {"say": "wine & food? 50 %|x=1", "hold": "f=0 words 14"}}
    for screens in (SCREENS, hostile):
        assert way.read(way.written(screens), ["france"]) == screens
