"""The HTML of a lesson's page: its title, its policy, where the lesson will stand, and where it comes from."""

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import rjsmin

from lstm_core.browser.linked import Scripts, in_two
from lstm_core.browser.places import static
from offline import origin
from offline.said.shelf import packed
from ui.places import HOME

ENTRY = "offline/lesson/main.js"
AFTER_A_CLICK = ("film/saving/files.js", "offline/lesson/printed.js")
DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
{origin}
<link rel="icon" href="{icon}">
<title>{title} · LSTM</title>
<style>{style}</style>
</head>
<body>
<header>{ways}</header>
<main id="lesson" data-testid="stMain">
{inside}
</main>
<footer><p>{about}</p>{more}</footer>
{scripts}
</body>
</html>
"""
WAITING = """<h1>{claim}</h1>
<p>This lesson is being opened. If nothing else appears, the browser is older than 2023, or it does not allow the script
of this page.</p>"""
POLICY = "default-src 'none'; script-src {scripts}; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; "
POLICY += "base-uri 'none'; form-action 'none'"


def document(
    title: str,
    inside: str,
    ways: Sequence[tuple[str, str]] = (),
    scripts: str = "",
    allowed: str = "'none'",
    more: str = "",
) -> str:
    """A page; `inside` and `scripts` are markup of ours, `allowed` names what scripts its policy lets run.

    `more` is a sentence at its foot.
    """
    links = [f'<a href="{html.escape(address)}">{html.escape(text)}</a>' for text, address in ways]
    return DOCUMENT.format(
        policy=POLICY.format(scripts=allowed),
        origin=origin.named(),
        icon=icon(),
        title=html.escape(title),
        style=style(),
        ways=f"<nav>{' '.join(links)}</nav>" if links else "",
        inside=inside,
        about=origin.about(),
        more=f"<p>{html.escape(more)}</p>" if more else "",
        scripts=scripts,
    )


def waiting(claim: str) -> str:
    """What stands in a lesson's place until its script has run."""
    return WAITING.format(claim=html.escape(claim))


def block(name: str, content: bytes) -> str:
    """Some bytes in the page, packed, under a name."""
    return f'<script type="text/plain" id="kept-{name}">{text_of(content)}</script>'


def text_of(content: bytes) -> str:
    """Some bytes, packed, as letters."""
    return base64.b64encode(packed(content)).decode()


def allowed(*scripts: str) -> str:
    """How a policy names scripts by their content."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def compiling(*scripts: str) -> str:
    """What a policy names besides, where a script puts its fast kernels together."""
    return " 'wasm-unsafe-eval'" if any("WebAssembly.Module" in script for script in scripts) else ""


def begin() -> str:
    """The script that stands in a page as it is."""
    return (static() / "offline" / "begin.js").read_text(encoding="utf-8")


def plotly() -> Path:
    """The script that draws the charts, as the plotly package brings it."""
    return Path(str(files("plotly"))) / "package_data" / "plotly.min.js"


@cache
def style() -> str:
    """The style sheet of every page, in one line."""
    text = (static() / "offline" / "lesson.css").read_text(encoding="utf-8")
    return re.sub(r"\s*([{};])\s*|\s+", lambda found: found[1] or " ", text)


@cache
def icon() -> str:
    """The picture of the tab in the page itself: a browser that finds none asks the host for one."""
    picture = (HOME / "assets" / "favicon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"


@cache
def scripts(
    components: tuple[str, ...], folded: tuple[str, ...] = (), idle: tuple[str, ...] = (), in_one: bool = False
) -> Scripts:
    """What shows a lesson with these components, made small; ValueError for one that has no module.

    Unless all is to be `in_one`, what a click asks for and the `folded` components come with the second script; the
    files that are `idle` stay away.
    """
    entries = [f"{name}/main.js" for name in components]
    missing = [entry for entry in entries if not (static() / entry).is_file()]
    if missing:
        raise ValueError(f"no module for {', '.join(missing)}")
    clicked = [name for name in AFTER_A_CLICK if name.split("/")[0] in (*components, "offline")]
    apart = () if in_one else (*clicked, *(f"{name}/main.js" for name in folded))
    found = in_two(ENTRY, entries, apart, idle)
    return Scripts(rjsmin.jsmin(found.now), rjsmin.jsmin(found.later))
