"""The controls of a lesson that a teacher may hide, found by looking into its code."""

import ast
from collections.abc import Iterator
from functools import cache
from inspect import getmembers, isfunction, signature
from pathlib import Path

from ui import controls
from ui.places import HOME

MAKERS = {name: list(signature(made).parameters) for name, made in getmembers(controls, isfunction)}


@cache
def of(lesson: str) -> dict[str, str]:
    """{key: label} of the controls that the files of a lesson make with a label and a key of their own."""
    return dict(pair for path in _files(lesson) for pair in _made(path))


def _files(lesson: str) -> list[Path]:
    return [HOME / "pages" / f"{lesson}.py", *sorted((HOME / "ui" / "lessons" / lesson).rglob("*.py"))]


def _made(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "controls"):
            continue
        given = dict(zip(MAKERS.get(node.func.attr, ()), node.args, strict=False))
        given |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
        label, key = given.get("label"), given.get("key")
        if isinstance(label, ast.Constant) and isinstance(key, ast.Constant):
            yield key.value, label.value
