"""A module of the browser as the body of a function that returns what the module exports."""

import json
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENTATION = re.compile(r"/\*\*(?:(?!\*/)[\s\S])*\*/")
IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.[^"\n]+)";?', re.MULTILINE)
ALONE = re.compile(r'^import\s*"(\.[^"\n]+)";?', re.MULTILINE)
PASSED_ON = re.compile(r'^export\s*\{([^}]*)\}\s*from\s*"(\.[^"\n]+)";?', re.MULTILINE)
LATER = re.compile(r'\bimport\(\s*"(\.[^"\n]+)"\s*\)')
LISTED = re.compile(r"^export\s*\{([^}]*)\};?", re.MULTILINE)
DEFAULT = re.compile(r"^export default\s+(?:function\s+(\w+))?", re.MULTILINE)
DECLARED = re.compile(r"^export\s+((?:async\s+)?function\*?|const|class)\s+(\w+|\[[\w\s,]+\])", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """One module: its text as a function's body, the modules it needs, and those that it may ask for later."""

    name: str
    body: str
    needs: tuple[str, ...]
    later: tuple[str, ...]


def rewritten(name: str, root: Path) -> Module:
    """A module of `root` as the body of a function that returns what it exports."""
    text = DOCUMENTATION.sub("", (root / name).read_text(encoding="utf-8"))
    needs: list[str] = []
    later: list[str] = []
    exports: dict[str, str] = {}

    def place(address: str, among: list[str]) -> str:
        among.append(posixpath.normpath(posixpath.join(posixpath.dirname(name), address)))
        return json.dumps(among[-1])

    def taken(found: re.Match) -> str:
        parts = ", ".join(_pair(own, here) for own, here in _names(found[1]))
        return f"const {{ {parts} }} = $use({place(found[2], needs)});"

    def run_alone(found: re.Match) -> str:
        return f"$use({place(found[1], needs)});"

    def passed_on(found: re.Match) -> str:
        exports.update({theirs: f"$use({place(found[2], needs)}).{own}" for own, theirs in _names(found[1])})
        return ""

    def listed(found: re.Match) -> str:
        exports.update({theirs: own for own, theirs in _names(found[1])})
        return ""

    def default(found: re.Match) -> str:
        exports["default"] = found[1] or "exported"
        return f"function {found[1]}" if found[1] else "const exported = "

    def declared(found: re.Match) -> str:
        exports.update({one: one for one in re.findall(r"\w+", found[2])})
        return f"{found[1]} {found[2]}"

    text = LATER.sub(lambda found: f"$later({place(found[1], later)})", text)
    for pattern, written in (
        (IMPORT, taken),
        (ALONE, run_alone),
        (PASSED_ON, passed_on),
        (LISTED, listed),
        (DEFAULT, default),
    ):
        text = pattern.sub(written, text)
    text = DECLARED.sub(declared, text).replace("import.meta.url", json.dumps(f"app:/{name}"))
    if (left := LEFT.search(text)) or (left := re.search(r"\bimport\.meta.*", text)):
        raise ValueError(f"{name}: a line that cannot be linked: {left[0]}")
    given = ", ".join(_pair(theirs, own) for theirs, own in exports.items())
    return Module(name, f"{text.strip()}\nreturn {{ {given} }};", tuple(needs), tuple(later))


def _names(inside: str) -> list[tuple[str, str]]:
    """[(name there, name here)] of `a, b as c`."""
    pairs = [part.split(" as ") for part in inside.split(",") if part.strip()]
    return [(pair[0].strip(), pair[-1].strip()) for pair in pairs]


def _pair(name: str, value: str) -> str:
    """A property with its value, short where both are called the same."""
    return name if name == value else f"{name}: {value}"
