"""The house as its files say: which modules there are, and which modules each of them imports."""

import ast
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def module_of(path: Path) -> str:
    """lstm_core/cell.py -> lstm_core.cell; a package is its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules(house: str) -> dict[str, Path]:
    """{dotted name: file} of every Python file below a folder."""
    return {module_of(path): path for path in sorted((ROOT / house).rglob("*.py"))}


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module that a file imports anywhere, in functions and under TYPE_CHECKING as well, with dots.

    `from package import module` is the module, `from module import name` the module that defines the name.
    """
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.relative_to(ROOT)} imports relatively; write the folder's name"
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if exists(name) else str(node.module) for name in inside}
    return frozenset(found)


@cache
def exists(module: str) -> bool:
    """Whether this is a file or folder of ours."""
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def circle(arrows: Mapping[str, Iterable[str]]) -> list[str]:
    """The names along one way that leads back to where it began, [] where there is none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        found = next((way_back for other in arrows.get(name, ()) if (way_back := walk(other, [*way, name]))), [])
        done.add(name)
        return found

    return next((found for name in arrows if (found := walk(name, []))), [])


def tracked(*endings: str) -> list[Path]:
    """The files that git knows, or would, with one of these endings; in a copy without git, all that lie there."""
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if told.returncode == 0:
        names = [ROOT / name for name in told.stdout.splitlines()]
    else:
        names = [path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts)]
    return sorted(path for path in names if path.is_file() and path.suffix in endings)
