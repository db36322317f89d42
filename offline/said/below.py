"""What stands below a node of a shelf: nodes, the bytes they show, the files they give."""

from typing import Any

from offline.said.shelf import Shelf


def below(shelf: Shelf, number: int) -> Any:
    """The nodes of a screen."""
    node = shelf.nodes[number]
    yield node
    for child in node.get("children", ()):
        yield from below(shelf, child)


def numbers_below(shelf: Shelf, number: int) -> set[int]:
    """Their numbers."""
    inside = shelf.nodes[number].get("children", ())
    return {number}.union(*(numbers_below(shelf, child) for child in inside))


def blobs_of(shelf: Shelf, numbers: set[int]) -> set[str]:
    """The names of the bytes that some nodes show."""
    nodes = [shelf.nodes[number] for number in numbers]
    found = [node.get("bytes") or node.get("spec") for node in nodes if node["is"] in ("component", "chart")]
    return {one for names in found if names for one in names.split("+")}


def taken_from(shelf: Shelf, numbers: set[int]) -> set[str]:
    """The names of the files that some nodes give to take along."""
    return {file["text"] for number in numbers for file in shelf.nodes[number].get("files", {}).values()}
