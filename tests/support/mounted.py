"""What a page says, and the messages that it has for its browser components."""

import json
import re

from streamlit.testing.v1 import AppTest


def messages(page: AppTest, component: str) -> list[bytes]:
    """Those of one kind of component, "film" or "network", in the order in which they stand on the page."""
    mounted = [element.proto for element in page.get("bidi_component")]
    return [proto.bytes for proto in mounted if proto.bytes and proto.component_name.split("-")[0] == component]


def header_of(message: bytes) -> dict:
    """The JSON header of a message."""
    length = int.from_bytes(message[:4], "little")
    return json.loads(message[4 : 4 + length])


def prose(page: AppTest) -> str:
    """All prose of a page, its terms without their links."""
    return "\n".join(unlinked(one.value) for one in page.markdown)


def unlinked(text: str) -> str:
    """A text without the links from its terms to their explanations."""
    return re.sub(r"\[([^\[\]]+)\]\(#term-[^)]+\)", r"\1", text)
