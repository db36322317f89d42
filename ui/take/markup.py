"""Prose of the pages as HTML for files: the few marks that our own texts use; everything else is text."""

import base64
import hashlib
import re
from html import escape

from ui.lesson import MARKUP
from ui.places import STATIC

MARKS = ((r"\*\*(.+?)\*\*", "b"), (r"\*(.+?)\*", "i"), (r"`(.+?)`", "code"))
PLACED = "\ue000"  # stands for an escaped mark, which is no mark


def marked(text: str) -> str:
    """Bold, italic and code as elements; an escaped mark as itself."""
    kept: list[str] = []

    def keep(found: re.Match) -> str:
        kept.append(found[1])
        return f"{PLACED}{len(kept) - 1}{PLACED}"

    text = re.sub(rf"\\([{re.escape(''.join(MARKUP))}])", keep, text)
    text = escape(re.sub(r"\[([^\[\]]+)\]\(#term-[^)]+\)", r"\1", text))
    for pattern, tag in MARKS:
        text = re.sub(pattern, rf"<{tag}>\1</{tag}>", text)
    return re.sub(rf"{PLACED}(\d+){PLACED}", lambda found: escape(kept[int(found[1])]), text)


def whole(title: str, sheet: str, body: str, script: str = "") -> str:
    """A page that stands alone and asks for nothing; `sheet` and `script` are files of static/take."""
    css = (STATIC / "take" / sheet).read_text(encoding="utf-8")
    js = (STATIC / "take" / script).read_text(encoding="utf-8") if script else ""
    digest = base64.b64encode(hashlib.sha256(js.encode()).digest()).decode()
    allowed = f"script-src 'sha256-{digest}'; " if js else ""
    policy = f"default-src 'none'; {allowed}style-src 'unsafe-inline'; img-src data:"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>\n{css}</style></head>\n<body>\n{body}\n"
        f"{f'<script>{js}</script>' if js else ''}</body></html>\n"
    )
