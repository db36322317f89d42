"""The page of reference: every term with its sentence and its signs, reached from every page, and no lesson itself."""

import re

import pytest

from tests.support.mounted import messages
from ui import frame, glossary
from ui.lessons.glossary import entries, signs

PAGES = {page.name: page for page in frame.pages() if page.reference}


def texts(page) -> str:
    return "\n".join(element.value for element in page.markdown)


def test_what_is_looked_up_is_no_lesson():
    assert PAGES.keys() == {"glossary", "teachers"}
    assert frame.pages() == (*frame.catalogue(), *PAGES.values())
    assert not any(page.do or page.exercises or page.minutes for page in PAGES.values())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_reference_opens_with_its_claim_and_asks_nothing(opened, name):
    page = opened(name)
    assert [title.value for title in page.title] == [PAGES[name].claim]
    assert not page.error
    assert not page.radio
    assert not messages(page, "thread")
    assert "Back to Start" in [link.proto.label for link in page.get("page_link")]


@pytest.mark.parametrize("name", [lesson.name for lesson in frame.catalogue()])
def test_every_lesson_leads_to_the_glossary(opened, name):
    assert "glossary" in [link.proto.page for link in opened(name).get("page_link")]


def test_every_term_stands_there_with_its_sentence_its_signs_and_the_lesson_where_one_sees_it(opened):
    page = opened("glossary")
    said, links = texts(page), [link.proto.page for link in page.get("page_link")]
    assert signs.SIGNS.keys() == glossary.TERMS.keys()
    for term, sentence in glossary.TERMS.items():
        assert f"**{term}**: {sentence}" in said
    for entry in entries.entries():
        assert entries.written(entry) in said
        assert entry.lesson in {lesson.name for lesson in frame.catalogue()}
        assert entry.lesson in [*links, "start"]
    assert r"textbooks $\tilde{c}_t$" in said
    assert r"here $f_t$ · PyTorch $f_t$" in said


def test_a_search_finds_a_term_first_by_its_name_and_says_when_there_is_none(opened):
    found = opened("glossary", glossary_find="Gradient")
    shown = [text.value for text in found.markdown if text.value.startswith("**")]
    assert shown[0].startswith("**gradient**: ")
    assert all("gradient" in text.lower() for text in shown)
    assert len(shown) > 1
    none = opened("glossary", glossary_find="**zebra** <b>")
    assert "No term has" in texts(none)
    assert not re.search(r"(?<!\\)<b>", texts(none))


@pytest.mark.parametrize("term", [term for term, sign in signs.SIGNS.items() if sign.pytorch])
def test_what_pytorch_is_said_to_call_it_is_there(term):
    torch = pytest.importorskip("torch")
    found, names = torch, signs.SIGNS[term].pytorch.split(".")[1:]
    for name in names:
        found = getattr(found(2, 3) if name == "bias_ih_l0" else found, name)


@pytest.mark.parametrize(("key", "name"), [which for which, (_, code) in signs.VALUES.items() if "weight" in code])
def test_the_rows_of_pytorchs_weights_are_those_of_that_gate(key, name):
    """More weight in those rows moves that value, and of the others only what reads it."""
    torch = pytest.importorskip("torch")
    from lstm_torch.layers.recover import recover

    layer, x = (torch.nn.LSTM if key == "lstm" else torch.nn.GRU)(2, 3), torch.ones(1, 1, 2)
    with torch.no_grad():
        before = {one: value.clone() for one, value in recover(layer, x)[0].items()}
        rows = signs.VALUES[key, name][1].removeprefix("weight_ih_l0[").removesuffix("]")
        first, last = (int(eval(end, {"H": layer.hidden_size})) for end in rows.split(":"))
        layer.weight_ih_l0[first:last] += 1.0
        after = recover(layer, x)[0]
    others = [one for _, one in signs.VALUES if one in before and one not in ("c", "h")]
    moved = [one for one in others if not torch.allclose(before[one], after[one])]
    assert moved == (["r", "n"] if name == "r" else [name])
