"""Who may import whom in the browser: components, the rooms inside them, and the libraries below all of them."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
SHARED = "shared"
# What every component may import, and what each of these stands on.
LIBRARIES = {SHARED: set(), "live": set(), "trainer": {SHARED, "live"}}
FLOORS = {  # component -> its files and rooms from the roof to the ground; each imports only from floors below its own
    "attention": ["main", "hero", "lines map"],
    "backward": ["main", "chain"],
    "carriers": ["main", "hero", "board panel", "answer curve map ranking", "address lever rows swap words"],
    "chart": ["main", "picture table"],
    "clinic": ["main", "hero", "course panels", "examine message"],
    "directions": ["main", "hero", "choices telling", "answers sentence"],
    "family": ["main", "gallery pair", "morph still"],
    "film": [
        "main",
        "enlivened",
        "screen",
        "drawing",
        "parts",
        "alive",
        "more",
        "closer",
        "hand ranked saving views words",
        "together training",
        "lanes line place player",
        "pinned",
        "colour",
        "live view",
        "folded sight stage state",
        "film",
        "limits order",
    ],
    "glossary": ["main"],
    "invent": ["main", "bench", "board editor facts rules", "ink message offer places"],
    "learning": ["main", "hero parts", "arrange controls film", "picture", "run"],
    "jobs": ["main", "hero", "curves sentence tracks"],
    "link": ["left main"],
    "moving": ["main", "hero", "errors gates maps screen"],
    "network": ["main"],
    "offline": ["begin boot lesson", "drawn"],
    "live": [
        "gradients learning network signals",
        "derivatives loss optimise reading",
        "inputs stack",
        "parameters",
        "time",
        "kernels random",
        "model",
    ],
    "room": ["main", "desk strip", "ballot follow question", "lead tally", "line", "browser"],
    "step": [
        "main",
        "walk",
        "back card",
        "address cell keyboard painted pictures question reader sheet transport",
        "renew state",
        "asked",
        "step",
        "live",
    ],
    "present": ["main", "bar", "begin blank keys next notes spot window", "channel"],
    "race": ["main", "hero", "answers gaps lines question strip", "scene"],
    "racing": ["main", "race", "table", "chart", "bundle lanes"],
    "roads": ["main", "hero", "echo latch maze states", "stages"],
    "way_back": ["main", "hero", "chart strip table", "lead player ticks windows", "scene"],
    "your_model": ["main", "overview", "strips"],
    "writing": ["main", "hero", "choice marks scale tally units", "writer letters"],
    "vanishing": ["main", "hero", "table tour", "picture", "sentence", "numbers"],
    "trainer": [
        "trainer worker",
        "conversation engine files record refusals",
        "ends looks",
        "training",
        "pool weights",
        "drawn stored",
        "part",
        "draws",
    ],
    "take": ["main slides"],
    "thread": ["main", "above below", "list slip start tour", "watch", "conditions record"],
    SHARED: [
        "clock diagram formulas mounting saving",
        "blob chart icons keys levers said sheet",
        "theme",
        "address asked colour decades dom format inflated networks signals worker",
    ],
}
LINES, FILES_IN_A_FOLDER = 150, 15

IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']""")  # of a value, or of a type in a comment
MODULES = {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js")}


def imported(name: str) -> list[str]:
    """The files of static/ that a module imports anything from; fails where one of them is not there."""
    found = [(STATIC / name).parent.joinpath(address).resolve() for address in IMPORT.findall(MODULES[name])]
    names = [path.relative_to(STATIC).as_posix() for path in found if path.is_relative_to(STATIC)]
    assert len(names) == len(found), f"{name} imports from outside static/"
    for other in names:
        assert other in MODULES, f"{name} imports {other}, which is not there"
    return names


def component_of(name: str) -> str:
    return name.split("/")[0]


def room_of(name: str) -> str:
    """The room of its component in which a module lies, or its own name where it lies in none."""
    return name.split("/")[1].removesuffix(".js")


def floor_of(name: str) -> int:
    floors = FLOORS[component_of(name)]
    (found,) = (place for place, floor in enumerate(floors) if room_of(name) in floor.split())
    return found


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_imports_only_files_of_its_component_and_shared_ones(name):
    assert {component_of(other) for other in imported(name)} <= {component_of(name), *LIBRARIES}


@pytest.mark.parametrize("name", sorted(name for name in MODULES if component_of(name) in LIBRARIES))
def test_every_module_of_a_library_imports_only_files_of_its_own_and_what_it_stands_on(name):
    own = component_of(name)
    assert {component_of(other) for other in imported(name)} <= {own, *LIBRARIES[own]}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_imports_only_from_its_room_and_the_floors_below(name):
    for other in imported(name):
        if component_of(other) == component_of(name) and room_of(other) != room_of(name):
            assert floor_of(other) > floor_of(name), f"{name} stands on a floor from which {other} is out of reach"


def test_every_file_and_room_has_one_floor():
    for component in {component_of(name) for name in MODULES} | FLOORS.keys():
        rooms = {room_of(name) for name in MODULES if component_of(name) == component}
        assert sorted(rooms) == sorted(" ".join(FLOORS[component]).split())


def test_no_import_leads_back_in_a_circle():
    try:
        TopologicalSorter({name: imported(name) for name in MODULES}).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_opens_with_one_sentence_and_is_short(name):
    first, *rest = MODULES[name].splitlines()
    assert re.fullmatch(r"/\*\* .+\. \*/", first), f"{name} does not begin with a sentence"
    assert 1 + len(rest) <= LINES, f"{name} is longer than {LINES} lines: which second idea is in it?"


def test_no_folder_holds_more_files_than_one_can_survey():
    for folder in [STATIC, *(path for path in STATIC.rglob("*") if path.is_dir())]:
        assert sum(path.is_file() for path in folder.iterdir()) <= FILES_IN_A_FOLDER, folder
