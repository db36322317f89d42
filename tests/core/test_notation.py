"""Lecture notation: what is rewritten computes what the printed cell computes, and what is open is refused."""

import random
import re
import time

import numpy as np
import pytest

from lstm_core import CELLS, Cell, EquationError, run
from lstm_core.cell_page import cell_of_page, page_of_cell
from lstm_core.notation.rewriting import rewrite
from tests.support.books import BOOKS, OPEN
from tests.support.lectures import NOTATIONS, PAGES
from tests.support.sampled import one_in
from tests.support.slides import SLIDES

INPUTS, UNITS = 3, 4


def outputs(cell: Cell, weights: dict[str, np.ndarray]) -> np.ndarray:
    x = np.random.default_rng(1).normal(size=(6, 2, INPUTS))
    return run(cell, weights, x)["h"]


def assert_means(printed: str, page: str) -> None:
    """The printed page is rewritten, and computes what `page` of the language computes with the same weights."""
    found = rewrite(printed)
    assert found.text is not None, "\n".join([printed, *map(str, found.refusals)])
    cell, intended = cell_of_page(found.text), cell_of_page(page)
    assert dict(cell.parameters) == dict(intended.parameters), found.text
    rng = np.random.default_rng(0)
    weights = {name: rng.normal(size=shape) for name, shape in intended.shapes(INPUTS, UNITS).items()}
    np.testing.assert_allclose(outputs(cell, weights), outputs(intended, weights), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("key", PAGES)
def test_a_cell_printed_in_any_notation_is_that_cell(key, notation):
    printer = NOTATIONS[notation]
    assert_means(printer.page(PAGES[key]), printer.intended(PAGES[key]))


@pytest.mark.parametrize("name", BOOKS)
def test_what_books_and_documentation_print_is_read_word_for_word(name):
    assert_means(*BOOKS[name])


@pytest.mark.parametrize("name", SLIDES)
def test_a_slide_is_read_as_it_is_pasted_from_a_pdf_from_latex_or_from_pytorch(name):
    assert_means(*SLIDES[name])


@pytest.mark.parametrize("name", OPEN)
def test_what_can_be_read_in_two_ways_is_refused_in_a_sentence_at_its_place(name):
    printed, sentence = OPEN[name]
    found = rewrite(printed)
    assert found.text is None
    refusal = found.refusals[0]
    assert sentence in refusal.reason
    assert 1 <= refusal.line <= printed.count("\n") + 1
    assert len(refusal.reason) < 200
    assert refusal.instead is None


def tight(text: str, rng: random.Random) -> str:
    """Without the spaces that only please the eye."""
    return re.sub(r" *([-+*=(),⊙−]) *(?!1\b)", r"\1", text)


def other_times(text: str, rng: random.Random) -> str:
    return re.sub(r"⊙|\\odot", lambda found: rng.choice(["∘", "*", r"\circ ", "⊙"]), text)


def other_minus(text: str, rng: random.Random) -> str:
    return text.replace("-", "−")


def in_dollars(text: str, rng: random.Random) -> str:
    return text if "\\begin" in text else "\n".join(f"$ {line} $" for line in text.splitlines())


def with_commas(text: str, rng: random.Random) -> str:
    return text if "\\begin" in text else ",\n".join(text.splitlines()) + "."


def with_notes(text: str, rng: random.Random) -> str:
    return text if "\\begin" in text else "\n".join(f"{line}  # note {k}" for k, line in enumerate(text.splitlines()))


def broken(text: str, rng: random.Random) -> str:
    """A line goes on in the next one."""
    return text.replace(" + ", " +\n   ", 2)


def as_a_programme(text: str, rng: random.Random) -> str:
    return re.sub(r"(?<![=&<>])=(?!=)", ":=", text) if "\\" not in text else text


def of_windows(text: str, rng: random.Random) -> str:
    return text.replace("\n", "\r\n")


def capitals(text: str, rng: random.Random) -> str:
    """Gates in capital letters, as in Dive into Deep Learning."""
    return re.sub(r"(?<![A-Za-z_{\\])([fioc])(?=_|ₜ)", lambda found: found[1].upper(), text)


def shuffled(text: str, rng: random.Random) -> str:
    """The lines in another order, where every name says its step."""
    lines = text.splitlines()
    if "\\begin" in text or not all(re.match(r"\w+(_t|ₜ)\b", line) for line in lines):
        return text
    rng.shuffle(lines)
    return "\n".join(lines)


def loose(text: str, rng: random.Random) -> str:
    """Non-breaking and thin spaces, as a web page has them."""
    return re.sub(r"(?<=[ +*⊙]) ", lambda found: rng.choice(["\u00a0", "\u2009", "  "]), text)


MANGLED = [tight, other_times, other_minus, in_dollars, with_commas, with_notes, broken, as_a_programme, of_windows]
MANGLED += [capitals, shuffled, loose]
PRINTED = {
    **{
        f"{key}, {name}": (n.page(page), n.intended(page))
        for key, page in PAGES.items()
        for name, n in NOTATIONS.items()
    },
    **BOOKS,
    **SLIDES,
}


@pytest.mark.parametrize("name", one_in(4, PRINTED))
def test_a_mangled_page_is_the_same_cell_or_is_refused(name):
    printed, page = PRINTED[name]
    rng, read, tried = random.Random(name), 0, 0
    for mangle in MANGLED:
        for second in rng.sample(MANGLED, 1):
            text = second(mangle(printed, rng), rng)
            found, tried = rewrite(text), tried + 1
            if found.text is None:
                assert found.refusals, text
                continue
            read += 1
            assert_means(text, page)
    assert read > 0.75 * tried, f"{read} of {tried}"


def test_the_full_stop_of_a_sentence_does_not_hide_the_step_before():
    found = rewrite("c_t = tanh(W_c x_t)\nh_t = c_t * c_t-1.")
    assert found.text == "c = tanh(W_xc @ x)\nh = c * c_prev"
    assert rewrite("c_t = tanh(W_c x_t)\nh_t = 1. - c_t").text == "c = tanh(W_xc @ x)\nh = 1 - c"


@pytest.mark.parametrize("name", PRINTED)
def test_what_was_rewritten_is_not_rewritten_again(name):
    text = rewrite(PRINTED[name][0]).text
    again = rewrite(text)
    assert (again.text, again.slips) == (text, ())


@pytest.mark.parametrize("key", CELLS)
def test_a_page_of_the_language_stays_as_it_is(key):
    text = page_of_cell(CELLS[key])
    found = rewrite(text)
    assert (found.text, found.slips, found.refusals) == (text, (), ())


def test_a_slip_says_what_stands_there_and_what_is_written_instead():
    text = "f_t = σ(W_f x_t)\nh_t = f_t ⊙ h_{t-1}"
    found = rewrite(text)
    assert found.text == "f = sigmoid(W_xf @ x)\nh = f * h_prev"
    for slip in found.slips:
        line = text.splitlines()[slip.line - 1]
        assert line[slip.column - 1 : slip.column - 1 + slip.length].strip() == slip.found
    says = [(slip.found, slip.says) for slip in found.slips]
    assert says[:5] == [("f_t", "f"), ("σ", "sigmoid"), ("W_f", "W_xf"), ("", "@"), ("x_t", "x")]


def test_notes_and_lines_beside_the_equations_stay():
    text = "# mine\nf_t = σ(W_f x_t + b_f)  # a gate\nh_t = f_t ⊙ h_{t-1}\nstart b_f = 1\nconstant k = 0.3\nfixed W_f"
    page = "# mine\nf = sigmoid(W_xf @ x + b_f)  # a gate\nh = f * h_prev\nstart b_f = 1\nconstant k = 0.3\nfixed W_xf"
    assert rewrite(text).text == page


def test_all_that_is_open_is_said_at_once():
    found = rewrite("f_t = σ_g(W_f x_t)\nc_t = f_t c_{t-2}\nh_t = c_t")
    assert [refusal.line for refusal in found.refusals] == [1, 2]


HOSTILE = {
    "long": "h_t = " + "x_t + " * 300,
    "too long": "h_t = x_t" * 10_000,
    "deep": "h_t = " + "(" * 900 + "h_{t-1}" + ")" * 900,
    "deep braces": "h_t = " + "{" * 900 + "h" + "}" * 900,
    "deep fonts": "h_t = " + r"\mathbf{" * 240 + "h" + "}" * 240,
    "accents on accents": "h_t = " + r"\tilde{" * 240 + "h" + "}" * 240,
    "accents without end": "h_t = " + r"\tilde" * 320,
    "fractions": "h_t = " + r"\frac{" * 320,
    "minus": "h_t = " + "-" * 1900,
    "commands": "\\" * 1999,
    "brackets": "h_t = " + "[" * 1900,
    "primes": "h" + "'" * 1990,
    "marks": "h" + "\u0303" * 1990,
    "subscripts": "h" + "_t" * 990,
    "surrogate": "h_t = \ud800",
    "right to left": "h_t = \u202ex_t",
    "null": "h_t = \0",
    "many lines": "h_t = x_t\n" * 199,
    "only breaks": "\\\\" * 999,
    "one after the other": "h_t = " + "x_t, h_t = " * 180,
    "other alphabets": "".join(chr(k) for k in range(0x370, 0x370 + 1900)),
    "numbers": "h_t = " + "1e9 " * 490,
    "circles": "\n".join(f"a{k}_t = a{(k + 1) % 100}_t" for k in range(100)),
    "a long name": "h_t = " + "a" * 1900,
    "empty": "",
    "blank": " \n\t\r\n ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_bounded_time(name):
    begun = time.process_time()
    found = rewrite(HOSTILE[name])
    assert time.process_time() - begun < 2
    if found.text is not None and found.text.strip():
        with pytest.raises(EquationError):
            cell_of_page(found.text)
    for refusal in found.refusals:
        assert len(refusal.reason) < 200
        assert "\n" not in refusal.reason


@pytest.mark.parametrize("seed", one_in(4, range(40)))
def test_a_page_with_letters_missing_doubled_or_swapped_breaks_nothing(seed):
    rng = random.Random(seed)
    for printed, _ in PRINTED.values():
        text = list(printed)
        for _ in range(rng.randint(1, 5)):
            k = rng.randrange(len(text) - 1)
            text[k : k + 2] = rng.choice([text[k], text[k] * 2 + text[k + 1], text[k + 1] + text[k]])
        found = rewrite("".join(text))
        assert found.text is not None or found.refusals
