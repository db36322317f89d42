"""What the files of the larger demos say of themselves, read as text: torch is not needed for that."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ui.places import HOME

DEMOS = HOME / "lstm_torch" / "demos"


class Card(NamedTuple):
    """A demo's name (its file's), title, claim, the figure others published, its defaults and the options it uses."""

    name: str
    title: str
    claim: str
    published: str
    defaults: dict
    options: tuple[str, ...] = ()
    own: dict | None = None  # its defaults where somebody brings a text or a table
    data: str = "table"  # or "images": what it reads where "data" is among its options

    @property
    def brings(self) -> str:
        """What a person may bring for it: a "text", a "table", "images", or ""."""
        return "text" if "text" in self.options else self.data if "data" in self.options else ""


@cache
def cards() -> dict[str, Card]:
    """Every demo, by name; ValueError names a file that does not say what it is."""
    found = [card(path) for path in sorted(DEMOS.glob("[!_]*.py"))]
    return {one.name: one for one in found}


def card(path: Path) -> Card:
    """Of one file: the words and dicts of its `DEMO = Demo(title, claim, published, function, defaults, …)`."""
    for line in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(line, ast.Assign) and [ast.unparse(one) for one in line.targets] == ["DEMO"]:
            try:
                *told, _, defaults = line.value.args
                more = {word.arg: ast.literal_eval(word.value) for word in line.value.keywords}
                return Card(path.stem, *map(ast.literal_eval, told), ast.literal_eval(defaults), **more)
            except (AttributeError, TypeError, ValueError):
                break
    raise ValueError(f"{path.name} has no DEMO = Demo(title, claim, published, function, defaults) of plain words")
