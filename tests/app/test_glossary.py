"""Terms of the field are explained where they first stand, and nothing else in a text is touched."""

import re

import pytest

from ui import frame, glossary

LINK = re.compile(r"\[([^\[\]]+)\]\(#term-([^)]+)\)")


def test_a_term_is_a_link_where_it_first_stands_and_plain_text_afterwards():
    explained = set()
    assert glossary.with_links("Five seeds, a seed.", explained) == "Five [seeds](#term-seed), a seed."
    assert glossary.with_links("Another seed, its Logit", explained) == "Another seed, its [Logit](#term-logit)"
    assert explained == {"seed", "logit"}


@pytest.mark.parametrize(
    "text", ["`loss`", "$loss$", "[the loss](#elsewhere)", ":material/seed:", "seedling", "loss-free", "b_loss"]
)
def test_code_formulas_links_and_other_words_stay_as_they_are(text):
    assert glossary.with_links(text, set()) == text


@pytest.mark.parametrize("term", glossary.TERMS)
def test_every_term_finds_itself_and_its_explanation_is_a_sentence(term):
    assert glossary.with_links(f"a {term} b", set()) == f"a [{term}](#term-{glossary.address(term)}) b"
    said = glossary.TERMS[term]
    assert said[0].isupper() or not said[0].isalpha()
    assert said.endswith((".", ")."))
    assert len(said) <= 160


@pytest.mark.parametrize("name", [lesson.name for lesson in frame.catalogue()])
def test_no_page_explains_a_term_twice_and_every_link_has_its_explanation(opened, name):
    found = [link[2] for text in opened(name).markdown for link in LINK.finditer(text.value)]
    assert len(found) == len(set(found))
    assert set(found) <= {glossary.address(term) for term in glossary.TERMS}
