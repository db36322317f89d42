"""Every result that ships is measured again by a test on what ships, or kept, and then its command is named."""

import importlib.util
import re
from pathlib import Path

import pytest

from lstm_core.tasks import france
from tests.support.sampled import one_in
from ui.shipped import answers, networks
from ui.shipped.measured import measured

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
MEASURED_AGAIN = {  # a sample of each on every change, more at night
    "france_accuracy.json": (
        "tests/core/test_shipped_runs.py",
        "test_the_accuracy_that_is_written_is_the_accuracy_that_is_measured",
    ),
    "france_evidence.json": (
        "tests/browser/test_more.py",
        "test_what_ships_of_the_carriers_is_what_is_measured",
    ),
    "france_probability.json": (
        "tests/house/test_shipped_numbers.py",
        "test_probabilities_by_gap_are_those_of_the_shipped_networks",
    ),
    "jobs/results.json": (
        "tests/core/test_many_jobs.py",
        "test_what_ships_measured_is_measured_again",
    ),
    "layers/results.json": (
        "tests/core/test_hindsight.py",
        "test_what_ships_of_the_leak_is_what_its_networks_still_do",
    ),
    "moving.json": (
        "tests/app/test_moving.py",
        "test_the_shipped_errors_are_those_of_the_shipped_networks_and_five_times_below_copying",
    ),
    "race_moments.json": (
        "tests/app/test_race_page.py",
        "test_what_a_racer_answers_is_what_the_same_training_answers_again",
    ),
    "translation/results.json": (
        "tests/app/test_looking_back.py",
        "test_shipped_networks_write_what_the_benchmark_says",
    ),
}
KEPT = {  # too long for a test, or of another machine; the command makes them anew
    "big/*/results.json": "benchmarks.big_demos",
    "clinic/seeds.json": "benchmarks.clinic",
    "family.json": "benchmarks.family",
    "france_training.json": "ui.shipped.training",
    "gpu.json": "benchmarks.gpu",
    "live.json": "benchmarks.live",
    "races/*.json": "benchmarks.race",
    "roads.json": "benchmarks.roads",
    "roads/stages.json": "benchmarks.road_pictures",
}
OF_A_RUN = {"config.json", "status.json"}  # what every training writes of itself
SECTIONS = re.split(r"^## ", (ROOT / "BENCHMARKS.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def results() -> list[str]:
    """The files of results, found by looking."""
    return sorted(path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.json") if path.name not in OF_A_RUN)


@pytest.mark.parametrize("file", results())
def test_every_result_is_measured_again_or_kept_with_its_command(file):
    ways = [way for way in (*MEASURED_AGAIN, *KEPT) if Path(file).match(way)]
    assert len(ways) == 1, f"assets/{file}: name the test that measures it again, or the command that does"


@pytest.mark.parametrize(("file", "name"), MEASURED_AGAIN.values())
def test_a_test_that_measures_again_is_there(file, name):
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", KEPT.values())
def test_a_command_of_what_is_kept_is_there_and_said(command):
    assert importlib.util.find_spec(command)
    said = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    assert f"python -m {command}" in "\n".join(SECTIONS) + said


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.partition("\n")[0])
def test_every_section_of_the_benchmarks_names_a_command_that_is_there(section):
    commands = set(re.findall(r"python -m ((?:benchmarks|lstm_core|lstm_torch|tests)[\w.]*)", section))
    assert commands, f"{section.partition(chr(10))[0]} has numbers and no command"
    assert all(importlib.util.find_spec(command) for command in commands)


@pytest.mark.parametrize(("cell", "seed"), one_in(7, [(c, s) for c in networks.COMPARED for s in networks.seeds(c)]))
def test_probabilities_by_gap_are_those_of_the_shipped_networks(cell, seed):
    kept = measured(answers.BY_GAP)[f"{cell}-{seed}"]
    for gap in (4, 39):
        test = france.evaluation_set(gap, answers.PER_COUNTRY)
        found = answers.mean_probability(networks.network(cell, seed), test)
        assert found == pytest.approx(kept[answers.GAPS.index(gap)], abs=2e-4)
