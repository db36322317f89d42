"""The proof on trial: each deliberate error is still one, a sample of them is caught, no picture is without one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutations.every import EVERY
from tests.mutations.in_page import Shift
from tests.mutations.trial import Mutation, outdated, unnoticed
from tests.support.sampled import one_in

ROOT = Path(__file__).resolve().parents[2]
# What makes a module of the page one that draws: shapes of SVG, pixels of a canvas.
DRAWS = re.compile(
    r"""\bsvg\(\s*"(?:rect|path|circle|line|polygon|image)"|\.getContext\("""
    r"""|import \{[^}]*\bpaint\b[^}]*\} from "[^"]*/(?:pixels|heat)\.js\""""
)
WITHOUT_NUMBERS = {  # they draw, and no number decides what
    "static/film/views/locks.js": "the lock beside a number that is held",
    "static/shared/icons.js": "the signs on buttons",
    "static/shared/saving/picture.js": "what was drawn elsewhere, as pixels",
}
EACH = {"static": 40, "figures and ui": 20, "lstm_torch": 20}  # errors in each house, at least


def drawing() -> list[str]:
    """Every module that draws a picture, found by looking."""
    page = [path for path in (ROOT / "static").rglob("*.js") if DRAWS.search(path.read_text(encoding="utf-8"))]
    python = [path for path in (ROOT / "figures" / "charts").rglob("*.py") if path.name != "__init__.py"]
    return sorted(path.relative_to(ROOT).as_posix() for path in (*page, *python))


def test_every_deliberate_error_still_finds_its_text_and_the_test_that_must_notice_it():
    assert [said for said in map(outdated, EVERY) if said] == []
    assert len({(one.file, one.before, one.after) for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("house", EACH)
def test_each_house_has_its_share_of_errors(house):
    assert sum(one.file.split("/")[0] in house.split(" and ") for one in EVERY) >= EACH[house]


@pytest.mark.parametrize("module", drawing())
def test_every_picture_is_wrong_in_some_trial_and_a_test_notices(module):
    tried = module in {one.file for one in EVERY}
    assert tried != (module in WITHOUT_NUMBERS), f"{module} draws: tests/mutations needs an error in it, and its test"


def test_a_mutation_whose_text_has_moved_is_said_in_a_sentence(tmp_path):
    (moved, *_) = EVERY
    assert unnoticed(replace(moved, before="nobody wrote this"), tmp_path).startswith(
        f"{moved.file} holds 'nobody wrote this' 0 times instead of once"
    )
    assert "is not there any more" in outdated(replace(moved, test="tests/app/test_charts.py::test_nothing"))
    assert "is not there any more" in outdated(replace(moved, file="figures/charts/gone.py"))


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """The product where it may be damaged."""
    working = Shift(tmp_path_factory.mktemp("mutations") / "copy")
    yield working
    working.close()


def test_an_error_that_no_test_notices_is_said_to_have_survived(shift):
    harmless = Mutation(
        "figures/charts/units.py",
        '"size": 13,',
        '"size": 12,',
        "tests/app/test_charts.py::test_units_stand_by_what_they_keep_and_carriers_are_full",
    )
    assert "nobody noticed" in shift.unnoticed(harmless)
    assert (shift.copy / harmless.file).read_bytes() == (ROOT / harmless.file).read_bytes()


@pytest.mark.parametrize("mutation", one_in(40, EVERY, first=6), ids=lambda one: f"{one.file}: {one.after}")
def test_a_deliberate_error_is_noticed(shift, mutation):
    if "/torch/" in mutation.test:
        pytest.importorskip("torch")
    said = shift.unnoticed(mutation)
    if said.endswith("was skipped"):
        pytest.skip(said)  # without a Chromium
    assert said == ""
