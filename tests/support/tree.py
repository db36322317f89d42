"""What a screen reader is given of a page: its headings in order, and what is named badly or not at all."""

import re

from playwright.sync_api import Page

CONTROLS = "button|checkbox|combobox|link|menuitem|option|radio|searchbox|slider|spinbutton|switch|tab|textbox"
NAMELESS = re.compile(rf"^\s*- '?(?:{CONTROLS})(?= \[|:|'|$).*", re.MULTILINE)  # a name would follow in quotes
ICON = re.compile(r'^.*"(?:[a-z0-9_]+ icon\b).*', re.MULTILINE)  # as Streamlit names what :material/…: draws
HEADING = re.compile(r'^\s*- \'?heading "((?:[^"\\]|\\.)*)".*\[level=(\d)\]', re.MULTILINE)


def read(page: Page) -> tuple[list[tuple[str, int]], list[str]]:
    """The headings with their levels, and each line of the tree that is a control without a name or a named icon."""
    tree = page.get_by_test_id("stMain").aria_snapshot()
    headings = [(re.sub(r"\\(.)", r"\1", said), int(level)) for said, level in HEADING.findall(tree)]
    return headings, [line.strip() for line in [*NAMELESS.findall(tree), *ICON.findall(tree)]]
