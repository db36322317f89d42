"""ES modules linked into one script that asks for no other file, so that it runs from anywhere, a file address too.

A browser forbids modules at file addresses, and many a host allows no script at data addresses: one script in the page
is what runs everywhere. Each module becomes a function that gives its exports and is called once, when they are wanted.
Fetching finds the files that are packed along, and nothing else.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lstm_core.browser.places import static

DOCUMENTATION = re.compile(r"/\*\*(?:(?!\*/)[\s\S])*\*/")
IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.[^"\n]+)";?', re.MULTILINE)
PASSED_ON = re.compile(r'^export\s*\{([^}]*)\}\s*from\s*"(\.[^"\n]+)";?', re.MULTILINE)
LATER = re.compile(r'\bimport\(\s*"(\.[^"\n]+)"\s*\)')
LISTED = re.compile(r"^export\s*\{([^}]*)\};?", re.MULTILINE)
DEFAULT = re.compile(r"^export default\s+(?:function\s+(\w+))?", re.MULTILINE)
DECLARED = re.compile(r"^export\s+((?:async\s+)?function\*?|const|class)\s+(\w+)", re.MULTILINE)
SHEET = re.compile(r'"([\w./-]+\.css)"')
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)

SCRIPT = """"use strict";
(() => {
const packed = %(files)s;
const fetch = async (address) => {
  const text = packed[String(address).replace(/^app:\\//, "")];
  if (text === undefined) throw new TypeError(`${address} is not in this file`);
  return { ok: true, text: async () => text };
};
const history = { get state() { return globalThis.history.state; }, replaceState(...given) {
  try { globalThis.history.replaceState(...given); } catch { /* an address that cannot change stays as it is */ }
} };
const modules = {}, made = {};
const $use = (name) => (name in made ? made[name] : (made[name] = modules[name]()));
%(modules)s
globalThis.linked = $use(%(entry)s);
})();
"""


@dataclass(frozen=True)
class Module:
    """One module: its text as a function's body, the modules it needs, and those that it may ask for later."""

    name: str
    body: str
    needs: tuple[str, ...]
    later: tuple[str, ...]


def linked(entry: str, later: bool = True) -> str:
    """One script that sets `globalThis.linked` to what the module `entry`, "film/main.js", exports.

    Without `later`, modules that are only asked for while the page runs are left out. ValueError for a module written
    in a way that is not known here.
    """
    modules = list(_reached(entry, later))
    files = {name: text for module in modules for name, text in _sheets(module)}
    bodies = [f"modules[{json.dumps(module.name)}] = () => {{\n{module.body}\n}};" for module in modules]
    values = {"files": json.dumps(files, ensure_ascii=False), "modules": "\n".join(bodies), "entry": json.dumps(entry)}
    return SCRIPT % values


def _reached(entry: str, later: bool) -> Iterator[Module]:
    """The entry and every module that it reaches, each once."""
    waiting, known = [entry], {entry}
    while waiting:
        module = rewritten(waiting.pop(), static())
        yield module
        for name in (*module.needs, *(module.later if later else ())):
            if name not in known:
                known.add(name)
                waiting.append(name)


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
        parts = ", ".join(f"{own}: {here}" for own, here in _names(found[1]))
        return f"const {{ {parts} }} = $use({place(found[2], needs)});"

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
        exports[found[2]] = found[2]
        return f"{found[1]} {found[2]}"

    text = LATER.sub(lambda found: f"Promise.resolve().then(() => $use({place(found[1], later)}))", text)
    for pattern, written in ((IMPORT, taken), (PASSED_ON, passed_on), (LISTED, listed), (DEFAULT, default)):
        text = pattern.sub(written, text)
    text = DECLARED.sub(declared, text).replace("import.meta.url", json.dumps(f"app:/{name}"))
    if (left := LEFT.search(text)) or (left := re.search(r"\bimport\.meta.*", text)):
        raise ValueError(f"{name}: a line that cannot be linked: {left[0]}")
    given = ", ".join(f"{theirs}: {own}" for theirs, own in exports.items())
    return Module(name, f"{text.strip()}\nreturn {{ {given} }};", tuple(needs), tuple(later))


def _names(inside: str) -> list[tuple[str, str]]:
    """[(name there, name here)] of `a, b as c`."""
    pairs = [part.split(" as ") for part in inside.split(",") if part.strip()]
    return [(pair[0].strip(), pair[-1].strip()) for pair in pairs]


def _sheets(module: Module) -> Iterator[tuple[str, str]]:
    """(name, text) of every style sheet that a module names."""
    for address in SHEET.findall(module.body):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(module.name), address))
        if (static() / path).is_file():
            yield path, (static() / path).read_text(encoding="utf-8")
