"""Nodes and bytes of a lesson, each kept once however many screens show it."""

import hashlib
import json
import struct
import zlib
from typing import Any

import numpy as np

from ui.components.network import NAME

PLAIN, APART = b"\0", b"\1"
LARGE = 4096  # bytes


class Shelf:
    """What the screens of a lesson are made of."""

    def __init__(self, ending: str = "") -> None:
        self.ending = ending  # of the files of other lessons
        self.nodes: list[Any] = []
        self.blobs: dict[str, bytes] = {}
        self._numbers: dict[str, int] = {}

    def node(self, made: Any) -> int:
        """The number of a node."""
        text = json.dumps(made, ensure_ascii=False, sort_keys=True)
        if text not in self._numbers:
            self._numbers[text] = len(self.nodes)
            self.nodes.append(made)
        return self._numbers[text]

    def mark(self) -> tuple[int, set[str]]:
        """What stands on it now, to come back to."""
        return len(self.nodes), set(self.blobs)

    def back_to(self, mark: tuple[int, set[str]]) -> None:
        """Without what came since."""
        count, names = mark
        del self.nodes[count:]
        self._numbers = {text: number for text, number in self._numbers.items() if number < count}
        self.blobs = {name: content for name, content in self.blobs.items() if name in names}

    def blob(self, content: bytes) -> str:
        """The name of some bytes."""
        name = hashlib.sha256(content).hexdigest()[:16]
        self.blobs[name] = content
        return name

    def message(self, component: str, content: bytes) -> str:
        """The name of what a component reads; a film that its network computes in the page goes without its numbers."""
        if component == "film":
            content = hollow(content)
        if component == "thread":
            content = with_header(content, file=self.ending)
        end = 4 + int.from_bytes(content[:4], "little")
        if component == "network" or not LARGE < len(content) - end < len(content):
            return self.blob(content)
        return f"{self.blob(content[:end])}+{self.blob(content[end:])}"  # many screens differ in what is said alone


def header_of(message: bytes) -> tuple[dict, int]:
    """What a message says of itself, and where its numbers begin."""
    (length,) = struct.unpack_from("<I", message)
    return json.loads(message[4 : 4 + length]), 4 + length


def with_header(message: bytes, **more: Any) -> bytes:
    """A message that says more of itself."""
    header, start = header_of(message)
    text = json.dumps(header | more, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return len(text).to_bytes(4, "little") + text + message[start:]


def hollow(film: bytes) -> bytes:
    """The message of a film without its numbers, where the page has the network that makes them again."""
    header, start = header_of(film)
    needed = any(name.startswith("given/") for name in header["arrays"])
    if not header.get("live") or needed or header["live"].get("numbers"):
        return film
    live = {name: value for name, value in header["live"].items() if name != "offers"}  # only the server has those
    return with_header(film[:start], live=live, hollow=True)


def packed(content: bytes) -> bytes:
    """The bytes made small: deflated as they are, or with the four bytes of each number apart, whichever is less.

    Apart lie the numbers behind a header, whose end stands before them.
    """
    ways = [PLAIN + _deflated(content)]
    for start in _ends_of_headers(content) if len(content) > LARGE else ():
        numbers = np.frombuffer(content[start : start + (len(content) - start) // 4 * 4], np.uint8).reshape(-1, 4)
        rest = content[start + numbers.size :]
        apart = _deflated(content[:start], *(numbers[:, byte].tobytes() for byte in range(4)), rest)
        ways.append(APART + start.to_bytes(4, "little") + apart)
    return min(ways, key=len)


def _deflated(*parts: bytes) -> bytes:
    """Each part with a code of its own, because its bytes are as frequent as in no other."""
    making = zlib.compressobj(9, memLevel=9)
    return b"".join([*(making.compress(part) + making.flush(zlib.Z_BLOCK) for part in parts), making.flush()])


def _ends_of_headers(content: bytes) -> list[int]:
    """Where numbers may begin: at once, or behind a header whose length stands first or behind a network's name."""
    ends = (place + 4 + int.from_bytes(content[place : place + 4], "little") for place in (0, NAME))
    return [0, *(end for end in ends if end < len(content))]
