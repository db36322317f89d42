"""A page that is one file of HTML: it asks nobody for anything, and runs from a file address or inside another page."""

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from lstm_core.browser.linked import linked
from lstm_core.browser.places import static

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{about}
<main id="parts" data-of="{of}"><noscript>This page computes in the browser: allow its script.</noscript></main>
{parts}
<script type="application/json" id="list">{list}</script>
<script type="text/plain" id="script">{script}</script>
<script>{boot}</script>
</body>
</html>
"""


class Part(NamedTuple):
    """What is mounted, once: its title where there are several, and the message that its component reads."""

    title: str
    message: bytes


def one_file(
    entry: str,
    parts: Sequence[Part],
    title: str,
    about: Sequence[str] = (),
    of: str = "Part",
    without: Sequence[str] = (),
) -> str:
    """The page of a component, "film/main.js", mounted for one of the parts; several are chosen from, a part `of` what.

    Above it stand the title and a sentence for each of `about`. Its policy allows two scripts, by their content, and no
    request at all. Modules `without` which the component does stay away.
    """
    boot = _boot()
    script = linked(entry, without)
    style = (static() / "offline" / "offline.css").read_text(encoding="utf-8")
    allowed = " ".join(_allowed(text) for text in (boot, script))
    policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
    policy += "base-uri 'none'; form-action 'none'"
    ids = [f"part{k}" for k in range(len(parts))]
    blobs = [_block(name, part.message) for name, part in zip(ids, parts, strict=True)]
    listed = [{"id": name, "title": part.title} for name, part in zip(ids, parts, strict=True)]
    sentences = [f'<p class="about">{html.escape(sentence)}</p>' for sentence in about]
    return PAGE.format(
        policy=policy,
        title=html.escape(title),
        style=style,
        about="\n".join(sentences),
        of=html.escape(of),
        parts="\n".join(blobs),
        list=json.dumps(listed).replace("<", "\\u003c"),
        script=_packed(script.encode()),
        boot=boot,
    )


def _boot() -> str:
    """The script that stands in the page as it is."""
    text = (static() / "offline" / "boot.js").read_text(encoding="utf-8")
    if "</" in text:
        raise ValueError("offline/boot.js would end the script that it stands in")
    return text


def _block(name: str, message: bytes) -> str:
    return f'<script type="text/plain" id="{name}">{_packed(message)}</script>'


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 9)).decode()


def _allowed(script: str) -> str:
    """How a policy names a script by its content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
