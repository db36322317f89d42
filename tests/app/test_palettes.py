"""Colours beside each other are told apart by every eye, by hue or by another mark, and each is seen on its paper."""

import importlib
import re
from itertools import combinations

import numpy as np
import pytest

from figures import theme
from figures.cell_styles import Look
from lstm_core import CELLS
from tests.support import scales
from tests.support.eyes import EYES, closest, difference, seen
from tests.support.house import ROOT, modules
from tests.support.legends import APART
from ui.lessons.many_jobs import hero
from ui.take.pictures import STROKES

QUANTITIES = "ifgoc"
PUBLISHED = (  # Sharma, Wu & Dalal 2005, table 1: two colours L, a, b and their distance
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
DECLARED = re.compile(r"(?<![\w-])(--[\w-]+|stroke|fill|outline|border[\w-]*|background)\s*:([^;]*)")
TEXT = {"--text", "--ink", "--dim", "--bad", "--wrong", "--quiet"}  # axe-core asks whether it can be read
GROUNDS = {"--paper", "--panel", "--line"}  # nothing is said by them alone
NIGHT = '[data-theme="dark"]'
PALE = {"#ffffff", "#000000"}  # edges of both stand together on a picture, so that one of them is seen


def looks() -> dict[str, list[Look]]:
    """{module: the looks that one picture of it may hold}, found by looking."""
    found = {}
    for name in modules("figures"):
        for value in vars(importlib.import_module(name)).values():
            values = value.values() if isinstance(value, dict) else value if type(value) is tuple else [value]
            found.setdefault(name, []).extend(one for one in values if isinstance(one, Look))
    return {name: all_of_it for name, all_of_it in found.items() if all_of_it}


def painted() -> list[tuple[str, str, str]]:
    """(file and what is painted, colour, theme): every line, area and edge that a style sheet gives its own colour."""
    found = []
    for path in sorted((ROOT / "static").rglob("*.css")):
        places = [
            (who.strip(), name, colour)
            for who, body in RULE.findall(path.read_text("utf-8"))
            for name, value in DECLARED.findall(body)
            for colour in re.findall(r"#[0-9a-f]{6}\b", value)
            if name not in TEXT | GROUNDS and not name.startswith("--st-") and colour not in PALE
            if not {"color-mix", "light-dark"} & set(re.findall(r"[a-z-]+(?=\()", value))
        ]
        night = {(who.replace(NIGHT, ""), name) for who, name, _ in places if NIGHT in who}
        for who, name, colour in places:
            by_day = (who, name) in night or path.stem == "worksheet"  # it has another by night; it is printed
            themes = ["dark"] if NIGHT in who else ["light"] if by_day else [*theme.BACKGROUND]
            found += [(f"{path.parent.name}/{path.name} {who} {name}", colour, key) for key in themes]
    return found


def test_the_distance_of_two_colours_is_the_published_one():
    for one, other, distance in PUBLISHED:
        assert difference(np.array(one), np.array(other)) == pytest.approx(distance, abs=5e-5)
        assert difference(np.array(other), np.array(one)) == pytest.approx(distance, abs=5e-5)


def test_all_eyes_see_greys_alike_and_each_lacks_what_it_lacks():
    for grey in ("#000000", "#7f7f7f", "#ffffff"):
        for eyes in EYES:
            assert difference(seen(grey, eyes), seen(grey, "all three")) < 0.05
    apart = {eyes: difference(seen("#c2691c", eyes), seen("#3d8f4f", eyes)) for eyes in EYES}  # orange and green
    assert max(apart["protanopia"], apart["deuteranopia"]) < 15 < 40 < min(apart["all three"], apart["tritanopia"])


def test_the_quantities_of_an_lstm_are_told_apart_by_hue_alone_and_the_output_is_dashed():
    for one, other in combinations(QUANTITIES, 2):
        assert closest(theme.KNOWN[one].mark, theme.KNOWN[other].mark) >= 18, (one, other)
    assert [name for name, colour in theme.KNOWN.items() if colour.dash] == ["h"]


@pytest.mark.parametrize("key", CELLS)
def test_names_of_one_cell_differ_in_hue_or_in_dash_for_every_eye(key):
    found = theme.colours(CELLS[key].names)
    alike = [
        (one, other)
        for one, other in combinations(found, 2)
        if found[one].dash == found[other].dash and closest(found[one].mark, found[other].mark) < APART
    ]
    assert alike == []


@pytest.mark.parametrize("name", looks())
def test_looks_of_one_picture_differ_in_hue_or_in_dash_and_mark(name):
    for one, other in combinations(dict.fromkeys(looks()[name]), 2):
        assert closest(one.color, other.color) >= APART or (one.dash != other.dash and one.mark != other.mark)
    for look in looks()[name]:
        for key, paper in theme.BACKGROUND.items():
            assert scales.of_hex(look.color, paper) >= 3, (look, key)


def test_lines_on_paper_and_tracks_of_jobs_differ_in_hue_or_in_dash():
    sheet = (ROOT / "static" / "jobs" / "jobs.css").read_text("utf-8")
    dashes = re.findall(r'\.answer(?:\[data-colour="\d"\])? \{[^}]*stroke-dasharray: ([\d ]+)', sheet)
    for colours, paper in ((hero.COLOURS, "light"), (hero.DARK, "dark")):
        assert len(dashes) == len(set(dashes)) == len(colours)
        assert all(colour in sheet for colour in colours)
        assert min(scales.of_hex(colour, theme.BACKGROUND[paper]) for colour in colours) >= 3
    for one, other in combinations(STROKES, 2):
        assert one[1] != other[1]
    assert min(scales.of_hex(colour, "#ffffff") for colour, _ in STROKES) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("share", [0.5, 1.0])
def test_negative_neutral_and_positive_are_three_colours_to_every_eye(dark, share):
    low, zero, high = (scales.hex_of(scales.signed(value, 1.0, dark)) for value in (-share, 0.0, share))
    assert closest(low, high) >= 18
    assert min(closest(low, zero), closest(zero, high)) >= APART


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("colour", [*theme.KNOWN.values(), *theme.FREE], ids=lambda colour: colour.mark)
def test_a_shut_a_half_open_and_an_open_gate_are_told_apart_by_every_eye(colour, dark):
    shut, half, wide = (scales.hex_of(scales.gate(value, colour.mark, dark)) for value in (0.0, 0.5, 1.0))
    assert closest(shut, wide) >= 16
    assert min(closest(shut, half), closest(half, wide)) >= 8


@pytest.mark.parametrize(("what", "colour", "key"), painted())
def test_what_a_style_sheet_paints_is_seen_on_its_paper(what, colour, key):
    assert scales.of_hex(colour, theme.BACKGROUND[key]) >= 3, what


@pytest.mark.parametrize(
    "ground", ["#000000", "#757575", "#767676", "#ffffff", *theme.DIVERGING["dark"], *theme.DIVERGING["light"]]
)
def test_letters_are_read_on_whatever_colour_they_stand(ground):
    assert scales.of_hex(theme.letters_on(ground), ground) >= 4.5
