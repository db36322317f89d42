"""What stands on a recorded page as data for static/offline: texts as elements, controls, charts, components."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from lstm_core.browser.blob import blob
from offline.recording import REPLY
from offline.said.markup import Element, elements, phrase, table
from offline.said.shelf import Shelf, header_of
from offline.said.widgets import CONTROLS, control

Link = Callable[[str], str | None]
ALERTS = {1: "error", 2: "warning", 3: "info", 4: "success"}
NEEDS_THE_APP = {"button", "text_input", "text_area", "file_uploader", "checkbox", "number_input", "download_button"}
GUESSED = "your guess"  # begins the name of a mark in a chart
SILENT = {"empty", "event", "html", "progress"}
PRESENTS = "present_button"  # the component that begins what only the app has


class Nodes:
    """Turns the elements of a page into nodes, each kept once on a shelf; a node is named by its number there."""

    def __init__(self, shelf: Shelf, link: Link, page_link: Callable[[Any], str | None]):
        self.shelf, self.link, self.page_link = shelf, link, page_link
        self.components: set[str] = set()
        self.kept: dict[str, dict] = {}  # by key, components that a screen shows as another one does
        self.options: dict[str, list[str]] = {}  # of each control

    def root(self, children: Sequence[Any]) -> int:
        """The number of a whole page."""
        return self.shelf.node({"is": "block", "children": self.children(children)})

    def children(self, nodes: Sequence[Any]) -> list[int]:
        found = [self.node(node) for node in nodes]
        return [number for number in found if number is not None]

    def node(self, node: Any) -> int | None:
        """The number of an element or a block, None for what shows nothing."""
        made = self._block(node) if hasattr(node, "children") else self._leaf(node)
        return None if made is None else self.shelf.node(made)

    def _block(self, node: Any) -> dict | None:
        proto, inside = node.proto, self.children(list(node.children.values()))
        key = _key(getattr(proto, "id", ""))
        if node.type in ("expander", "popover"):
            label = proto.popover.label if node.type == "popover" else proto.label
            return {"is": "fold", "label": phrase(label), "key": key, "children": inside}
        if node.type == "column":
            return {"is": "column", "weight": round(proto.weight, 3), "children": inside}
        if node.type in ("tab", "tab_container"):
            label = phrase(getattr(proto, "label", "")) if node.type == "tab" else []
            return {"is": "block", "key": "", "title": label, "children": inside}
        if key.startswith(f"{REPLY}-"):
            _, number, asked = key.split("-", 2)
            return {"is": "reply", "of": asked, "option": self.options[asked][int(number)], "children": inside}
        if not inside and not key:
            return None
        look = proto.flex_container if hasattr(proto, "flex_container") else None
        return {
            "is": "block",
            "key": key,
            **({"row": True} if look is not None and look.direction == look.HORIZONTAL else {}),
            **({"border": True} if look is not None and look.border else {}),
            **({"text": True} if hasattr(proto, "width_config") and proto.width_config.pixel_width else {}),
            **({"tight": True} if look is not None and look.gap_config.gap_size == 4 else {}),
            "children": inside,
        }

    def _leaf(self, node: Any) -> dict | None:
        kind, proto = node.type, getattr(node, "proto", None)
        if kind in SILENT or getattr(proto, "component_name", "") == PRESENTS:
            return None
        if kind in CONTROLS and (found := control(kind, proto)):
            self.options[found["key"]] = found["options"]
            return found
        if kind in NEEDS_THE_APP or kind in CONTROLS:
            said = f"“{proto.label}” is not in this file: it needs the app."
            return {"is": "elements", "of": [["p", {"class": "needs"}, said]]}
        if kind == "bidi_component":
            return self._component(proto)
        if kind == "plotly_chart":
            return self._chart(proto)
        return {"is": "elements", "of": self._elements(node, kind, proto)}

    def _elements(self, node: Any, kind: str, proto: Any) -> list[Element]:
        if kind in ("title", "header", "subheader"):
            return [[proto.tag, {}, *phrase(proto.body)]]
        if kind in ("markdown", "caption"):
            found = elements(proto.body, self.link)
            return [["div", {"class": "quiet"}, *found]] if kind == "caption" else found
        if kind in ("error", "warning", "info", "success"):
            return [["div", {"class": f"alert {kind}", "role": "alert"}, *elements(proto.body, self.link)]]
        if kind == "page_link":
            address = self.page_link(proto)
            tag, attributes = ("a", {"href": address}) if address else ("span", {"class": "away"})
            title = {"title": proto.help} if proto.help else {}
            return [["p", {"class": "way"}, [tag, {**attributes, **title}, *phrase(proto.label)]]]
        if kind == "code":
            return [["pre", {}, ["code", {}, proto.code_text]]]
        if kind in ("table", "arrow_table"):
            return [table(node.value)]
        raise ValueError(f"a page shows a {kind}, which cannot be written for a page without a server")

    def _component(self, proto: Any) -> dict:
        own = proto.component_name
        html, css = (proto.html_content, proto.css_content) if own == "copy_link" else ("", "")
        name = {"copy_link": "link"}.get(own, own.split("-")[0])
        self.components.add(name)
        if _key(proto.id) in self.kept:
            return self.kept[_key(proto.id)]
        data = proto.WhichOneof("data")
        if name == "take":
            return self._taken(proto)
        content = self.shelf.message(name, proto.bytes) if data == "bytes" else None
        given = json.loads(proto.json) if data == "json" else None
        if name == "glossary":
            given["more"] = {term: self.link(address) for term, address in given["more"].items()}
        more = {"html": html, "css": css} if html else {}
        return {"is": "component", "name": name, "key": _key(proto.id), "bytes": content, "json": given, **more}

    def _chart(self, proto: Any) -> dict:
        spec = json.loads(proto.spec)
        if self.kept:  # the guess is the reader's, not the one that is recorded
            spec["data"] = [one for one in spec["data"] if not one.get("name", "").startswith(GUESSED)]
        blob = self.shelf.blob(json.dumps(spec, separators=(",", ":"), ensure_ascii=False).encode())
        return {"is": "chart", "key": _key(proto.id), "spec": blob, "alt": getattr(proto, "alt", "") or ""}

    def _taken(self, proto: Any) -> dict:
        """What is taken along: each file by itself, read when it is asked for."""
        said, _ = header_of(proto.bytes)
        files = {
            key: {**file, "text": self.shelf.blob(file["text"].encode())} for key, file in said.pop("files").items()
        }
        content = self.shelf.blob(blob(said, {}, "what to take along"))
        return {
            "is": "component",
            "name": "take",
            "key": _key(proto.id),
            "bytes": content,
            "json": None,
            "files": files,
        }


def _key(identity: str) -> str:
    """france_film of $$ID-0e05…-france_film; "" where nobody gave one."""
    parts = identity.split("-", 2)
    return "" if len(parts) < 3 or parts[2] == "None" else parts[2]
