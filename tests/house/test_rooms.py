"""The rooms of the house: each imports only rooms below it, says in one sentence what it is for, is not too full."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.support.house import ROOT, circle, imported, modules, tracked

# From the roof to the ground; a room imports itself and rooms on lower floors, never one beside it.
FLOORS = {
    "lstm_core": (
        {"__init__", "__main__"},
        {"command_line", "many_jobs"},
        {"browser", "clinic", "long_runs", "races", "roads", "translation"},
        {"models", "live", "pixel_film", "sentence_film"},
        {"learning", "experiments", "film"},
        {"networks", "signals"},
        {"running", "diagram", "layouts"},
        {"fast", "cells", "cell_page", "registry"},
        {"cell"},
        {"board", "notation", "plain"},
        {"books", "equations", "found"},
        {"tasks", "texts", "own_data", "files", "nearest", "said", "on_first_use"},
    ),
    "lstm_torch": ({"__main__"}, {"__init__", "sweep"}, {"demos"}, {"findings"}, {"training", "data"}, {"layers"}),
    "figures": ({"charts"}, {"decades", "traces"}, {"axes", "cell_styles", "theme"}),
    "offline": (
        {"__main__"},
        {"one_file", "site"},
        {"told"},
        {"lessons", "overview", "page"},
        {"idle", "levers"},
        {"said", "states"},
        {"recording"},
        {"taking"},
        {"addresses", "origin"},
    ),
    "ui": (
        {"serving"},
        {"lessons"},
        {"jobs", "onward", "shipped"},
        {"classroom", "frame", "guesses"},
        {"take"},
        {"room", "thread"},
        {"lesson"},
        {"components"},
        {"controls", "download", "edits", "glossary", "in_the_page", "link", "over_seeds", "watched"},
        {"asked", "places"},
    ),
}
MOST_FLOORS = {"lstm_core": 12}
MOST_FILES = 15
FOUND_BY_LOOKING = {"lstm_core/cells", "lstm_core/tasks", "lstm_core/diagram/places", "pages"}  # one new file each
OWN_ROOMS_OF_A_LESSON = {"invent": {"race"}}  # the learner's cell is raced: the one lesson that uses another's room
MOST_LINES, MOST_LINES_OF_A_PAGE = 150, 80
MODULES = {name: path for house in FLOORS for name, path in modules(house).items()}


def room(module: str) -> tuple[str, str]:
    """("lstm_core", "equations") of lstm_core.equations.graph; a file at the top is a room by itself."""
    house, *inside = module.split(".")
    return house, inside[0] if inside else "__init__"


def floor(house: str, name: str) -> int:
    found = [k for k, rooms in enumerate(FLOORS[house]) if name in rooms]
    assert found, f"{house} has a room {name} that stands on no floor: put it into FLOORS of {Path(__file__).name}"
    return found[0]


@pytest.mark.parametrize("name", MODULES)
def test_a_room_imports_only_rooms_on_lower_floors(name):
    house, own = room(name)
    for module in imported(MODULES[name]):
        other_house, other = room(module)
        if other_house == house and other != own:
            assert floor(house, other) > floor(house, own), f"{name} imports {module}, which stands beside or above it"


@pytest.mark.parametrize("house", FLOORS)
def test_every_room_on_a_floor_exists(house):
    rooms = {room(name)[1] for name in modules(house)}
    assert set().union(*FLOORS[house]) <= rooms
    assert len(FLOORS[house]) <= MOST_FLOORS.get(house, len(FLOORS[house]))


@pytest.mark.parametrize("house", [*FLOORS, "tools", "benchmarks", "tests"])
def test_no_imports_lead_back_to_where_they_began(house):
    inside = modules(house)
    found = circle({name: sorted(imported(path) & inside.keys()) for name, path in inside.items()})
    assert not found, " imports ".join(found)


def test_a_circle_would_be_found():
    assert circle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c", "b"]
    assert circle({"a": ["b", "c"], "b": ["c"], "c": []}) == []


@pytest.mark.parametrize("house", FLOORS)
def test_nobody_inside_a_house_goes_through_its_front_door(house):
    for name, path in modules(house).items():
        assert house not in imported(path) or name == house, f"{name} imports {house} itself; name the file"


def test_a_lessons_room_is_entered_by_its_page_alone():
    for path in tracked(".py"):
        if path.relative_to(ROOT).parts[0] in ("tests", "benchmarks"):  # who proves and who measures may look anywhere
            continue
        inside = path.relative_to(ROOT / "ui" / "lessons").parts if path.is_relative_to(ROOT / "ui" / "lessons") else ()
        own = inside[0].removesuffix(".py") if inside else path.stem if path.parent.name == "pages" else ""
        for module in imported(path):
            lesson = module.split(".")[2] if module.startswith("ui.lessons.") else own
            assert lesson in {own, *OWN_ROOMS_OF_A_LESSON.get(own, ())}, f"{path.relative_to(ROOT)} imports {module}"


def test_a_lessons_charts_are_no_other_lessons():
    for name, path in modules("figures").items():
        if name.startswith("figures.charts."):
            for module in imported(path):
                of_several = module.startswith("figures.charts.questions.")
                assert of_several or not module.startswith("figures.charts"), f"{name} imports {module}"


ROOMS = [path.parent for path in tracked(".py") if path.name == "__init__.py"]


@pytest.mark.parametrize("folder", ROOMS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_every_room_says_in_one_sentence_what_it_is_for(folder):
    text = (folder / "__init__.py").read_text(encoding="utf-8")
    sentence = text.split('"""')[1] if text.startswith('"""') else ""
    assert sentence.strip(), f"{folder.name}/__init__.py says nothing"
    opened = {"lstm_core", "lstm_torch", "lstm_core/tasks", "lstm_core/diagram/places", "lstm_torch/demos"}
    if folder.relative_to(ROOT).as_posix() not in opened:  # a front door, or what each file of the folder must define
        assert text == f'"""{sentence}"""\n', f"{folder.name}/__init__.py is more than its sentence"


def test_every_folder_with_python_in_a_house_is_a_room():
    for path in tracked(".py"):
        house = path.relative_to(ROOT).parts[0]
        if house in FLOORS:
            assert (path.parent / "__init__.py").is_file(), f"{path.parent.relative_to(ROOT)} has no sentence"


def test_no_folder_is_too_full():
    counts = Counter(
        path.parent.relative_to(ROOT).as_posix() for path in tracked(".py", ".js", ".css") if path.name != "__init__.py"
    )
    for folder, count in counts.items():
        if folder not in FOUND_BY_LOOKING and folder.split("/")[0] not in ("tests", "benchmarks"):
            assert count <= MOST_FILES, f"{folder} holds {count} files: which of them belong together?"


def declaration(path: Path) -> int:
    """How many lines a page's LESSON takes, beyond its first: data, which a page need not save on."""
    if path.parent.name != "pages":
        return 0
    nodes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)]
    (found,) = [node for node in nodes if ast.unparse(node.targets[0]) == "LESSON"]
    return found.end_lineno - found.lineno


def test_no_file_holds_two_ideas_or_at_least_none_is_long():
    longer = []
    for path in tracked(".py", ".js"):
        name = path.relative_to(ROOT).as_posix()
        if name.split("/")[0] not in ("tests", "benchmarks", "tools"):
            lines = len(path.read_text(encoding="utf-8").splitlines()) - declaration(path)
            if lines > (MOST_LINES_OF_A_PAGE if name.startswith("pages/") else MOST_LINES):
                longer.append(f"{name} has {lines} lines")
    assert not longer, f"split by idea: {', '.join(longer)}"
