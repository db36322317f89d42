"""BENCHMARKS.md says what the results that ship say, and the README's summary of a subject says no other numbers."""

import json
import re
from pathlib import Path

import pytest

from benchmarks import book, clinic, evidence, family, france, roads
from benchmarks.live import promise
from ui.jobs.limits import MOST_WAITING, UNSEEN

ROOT = Path(__file__).resolve().parents[2]
README, BENCHMARKS = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "BENCHMARKS.md"))
SUBJECTS = dict(section.split("\n", 1) for section in re.split(r"^## ", BENCHMARKS, flags=re.MULTILINE)[1:])
SUMMARIES = dict(re.findall(r"^\| \[.+?\]\(BENCHMARKS\.md#([\w-]+)\) \| (.+) \|$", README, flags=re.MULTILINE))
NUMBER = r"\d+(?:[.,]\d+)*(?:e-?\d+)?"


def anchor(title: str) -> str:
    """The address that a heading gets where Markdown is shown."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


SECTIONS = {anchor(title): text for title, text in SUBJECTS.items()}


def shipped(results: Path) -> dict:
    return json.loads(results.read_text(encoding="utf-8"))


def test_the_contents_name_every_subject_in_order():
    contents = re.findall(r"^- \[(.+)\]\(#(.+)\)$", BENCHMARKS, flags=re.MULTILINE)
    assert contents == [(title, anchor(title)) for title in SUBJECTS]


def test_every_link_to_a_subject_finds_it():
    assert set(re.findall(r"\(BENCHMARKS\.md#([\w-]+)\)", README)) == set(SECTIONS)


@pytest.mark.parametrize("subject", SUMMARIES)
def test_every_number_of_a_summary_in_the_readme_stands_in_its_section(subject):
    assert set(re.findall(NUMBER, SUMMARIES[subject])) <= set(re.findall(NUMBER, SECTIONS[subject]))


def test_the_tables_of_accuracy_are_those_that_were_measured():
    assert france.tables(shipped(france.RESULTS)) in SECTIONS["how-well-it-learns"]


def test_the_table_of_the_clinic_is_the_one_that_the_page_shows():
    assert clinic.table() in SECTIONS["how-well-it-learns"]


def test_the_table_of_the_family_is_the_one_that_was_measured():
    assert family.tables(shipped(family.RESULTS)) in SECTIONS["the-whole-family"]


def test_the_table_of_experiments_is_the_one_that_the_shipped_results_give():
    assert evidence.table(shipped(evidence.RESULTS)) in SECTIONS["which-units-carry-the-country"]


def test_the_table_of_what_the_page_computes_is_the_one_that_was_measured():
    result = shipped(promise.RESULTS)
    assert promise.table(result) in SECTIONS["the-network-in-the-page"]
    assert result["numbers"] == sum(part["numbers"] for part in result["parts"].values())


def test_the_perplexities_of_the_book_are_those_that_the_runs_say():
    found = {path.name: book.results_of(path)["in order"] for path in book.runs()}
    assert book.table(found) in SECTIONS["the-torch-side"]
    assert all(f"{one['letters']:,} letters" in SECTIONS["the-torch-side"] for one in found.values())


@pytest.mark.parametrize("road", ["evolution", "policy"])
def test_what_other_roads_needed_is_what_was_measured(road):
    for row in roads.TABLES[road](shipped(roads.RESULTS)[road]).splitlines()[2:]:
        needed = row.split("|", 2)[2]  # all but the name of the row, which has more words here
        assert f" |{needed}\n" in SECTIONS["other-roads-in-sequences"]


def test_the_limits_of_the_queue_are_those_of_the_code():
    told = SECTIONS["training-from-a-page"]
    assert f"{MOST_WAITING} places to wait" in told
    assert f"Nobody looking for {UNSEEN:.0f} seconds" in told
