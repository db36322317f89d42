"""Where the lessons lie in a folder: the same names and the same queries as in the app, with the ending of a file."""

from typing import Any
from urllib.parse import urlsplit

from ui.frame import pages

ENDING = ".html"


def file_of(name: str) -> str:
    """france.html; the page that opens the app opens the folder too."""
    return "index.html" if name in ("", pages()[0].name) else f"{name}{ENDING}"


def link(address: str) -> str | None:
    """A link in a text, "glossary?…" or "#unit-2", as it stands in a page of the folder."""
    parts = urlsplit(address)
    known = {page.name for page in pages()}
    if parts.scheme or not parts.path:
        return address
    name = parts.path.strip("/")
    return f"{file_of(name)}{f'?{parts.query}' if parts.query else ''}" if name in known else None


def page_link(proto: Any) -> str | None:
    """A link of the app to one of its pages."""
    return file_of(proto.page) + (f"?{proto.query_string}" if proto.query_string else "")


def nowhere(proto: Any) -> str | None:
    """The same in a file that stands alone."""
    return None


def only_here(address: str) -> str | None:
    """A link in a text of a file that stands alone."""
    return address if address.startswith(("https://", "#")) else None
