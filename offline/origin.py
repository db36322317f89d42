"""Where the page of a lesson comes from: which version wrote it, what was checked, how to get the source."""

import tomllib
from functools import cache
from html import escape
from typing import Any

from ui.places import HOME
from ui.shipped.readings import checked

NO_ADDRESS = (
    "Its source is open under the {licence} licence and has no address of its own yet: whoever gave you this page can "
    "give you the project {version}, whose command “python -m offline” wrote it."
)


def version() -> str:
    """The name and version of the product."""
    return f"{_project()['name']} {_project()['version']}"


def about() -> str:
    """What stands at the foot of every page, as HTML."""
    told = f"{version()}, a page that needs no server. {checked().strip()}".strip()
    return f"{escape(told)} {_told()}"


def named() -> str:
    """The same for programs, as the elements of a page's head."""
    said = {"generator": version(), "dcterms.license": _project()["license"], "checked": checked().strip()}
    said["dcterms.source"] = address() or NO_ADDRESS.format(licence=_project()["license"], version=version())
    return "\n".join(f'<meta name="{name}" content="{escape(text)}">' for name, text in said.items() if text)


def address() -> str:
    """Where the source is, as pyproject.toml names it; "" as long as it does not."""
    found = _project().get("urls", {})
    return next((found[name] for name in ("Source", "Repository", "Homepage") if name in found), "")


def _told() -> str:
    licence, place = _project()["license"], address()
    if not place:
        return escape(NO_ADDRESS.format(licence=licence, version=version()))
    return f'Its source, open under the {escape(licence)} licence: <a href="{escape(place)}">{escape(place)}</a>.'


@cache
def _project() -> dict[str, Any]:
    return tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
