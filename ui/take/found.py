"""The handouts of the lessons, found by looking: ui/lessons/<page>/handout.py says what a page gives."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from ui.places import HOME
from ui.take.handout import Handout


@cache
def has(page: str) -> bool:
    """Whether a page has a handout."""
    return page.isidentifier() and (HOME / "ui" / "lessons" / page / "handout.py").is_file()


def notebook_of(page: str) -> str:
    """What the notebook of a page holds, in words; "" for a page that gives none."""
    return getattr(import_module(f"ui.lessons.{page}.handout"), "NOTEBOOK", "") if has(page) else ""


def handout(page: str, asked: Mapping[str, str]) -> Handout:
    """What a lesson gives at an address; nothing but its file's own words where it has no handout."""
    return import_module(f"ui.lessons.{page}.handout").handout(asked) if has(page) else Handout()
