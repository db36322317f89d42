"""ES modules linked into one script that asks for no other file, so that it runs from anywhere, a file address too.

A browser forbids modules at file addresses, and many a host allows no script at data addresses: one script in the page
is what runs everywhere. Each module becomes a function that gives its exports and is called once, when they are wanted.
Fetching finds the files that are packed along, and nothing else.
"""

import json
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lstm_core.browser.places import static

DOCUMENTATION = re.compile(r"/\*\*(?:(?!\*/)[\s\S])*\*/")
IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.[^"\n]+)";?', re.MULTILINE)
PASSED_ON = re.compile(r'^export\s*\{([^}]*)\}\s*from\s*"(\.[^"\n]+)";?', re.MULTILINE)
LATER = re.compile(r'\bimport\(\s*"(\.[^"\n]+)"\s*\)')
LISTED = re.compile(r"^export\s*\{([^}]*)\};?", re.MULTILINE)
DEFAULT = re.compile(r"^export default\s+(?:function\s+(\w+))?", re.MULTILINE)
DECLARED = re.compile(r"^export\s+((?:async\s+)?function\*?|const|class)\s+(\w+|\[[\w\s,]+\])", re.MULTILINE)
SHEET = re.compile(r'"([\w./-]+\.css)"')
REMARK, SPACE = re.compile(r"/\*(?:(?!\*/)[\s\S])*\*/"), re.compile(r"\s*([{};])\s*|\s+")  # of a style sheet
WORKER = re.compile(r'\bopenWorker\(new URL\("([\w./-]+\.js)"')
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)

SCRIPT = """"use strict";
(() => {
const packed = %(files)s;
const fetch = async (address) => {
  const text = packed[String(address).replace(/^app:\\//, "")];
  if (text === undefined) throw new TypeError(`${address} is not in this file`);
  return { ok: true, text: async () => text };
};
const written = (how) => (...given) => {
  try { globalThis.history[how](...given); } catch { /* an address that cannot change stays as it is */ }
};
const history = {
  get state() { return globalThis.history.state; },
  replaceState: written("replaceState"),
  pushState: written("pushState"),
};
const modules = {}, made = {};
const $use = (name) => (name in made ? made[name] : (made[name] = modules[name]()));
%(modules)s
globalThis.linked = $use(%(entry)s);
globalThis.linkedBeside = (name) => $use(name);
})();
"""


@dataclass(frozen=True)
class Module:
    """One module: its text as a function's body, the modules it needs, and those that it may ask for later."""

    name: str
    body: str
    needs: tuple[str, ...]
    later: tuple[str, ...]


def linked(entry: str, later: bool = True, beside: Sequence[str] = (), without: Collection[str] = ()) -> str:
    """One script that sets `globalThis.linked` to what the module `entry`, "film/main.js", exports.

    `globalThis.linkedBeside(name)` gives what one `beside` it exports. Left out are those `without` which the page does
    and, without `later`, those only asked for while it runs. ValueError for a module in a way that is not known here.
    """
    modules = list(_reached([entry, *beside], later, without))
    files = {name: text for module in modules for name, text in (*_sheets(module), *_workers(module))}
    bodies = [f"modules[{json.dumps(module.name)}] = () => {{\n{module.body}\n}};" for module in modules]
    values = {"files": json.dumps(files, ensure_ascii=False), "modules": "\n".join(bodies), "entry": json.dumps(entry)}
    return SCRIPT % values


def _reached(entries: Sequence[str], later: bool, without: Collection[str]) -> Iterator[Module]:
    """The entries and every module that they reach, each once."""
    waiting, known = list(entries), set(entries)
    while waiting:
        name = waiting.pop()
        module = Module(name, "return {};", (), ()) if name in without else rewritten(name, static())
        yield module
        for other in (*module.needs, *(module.later if later else ())):
            if other not in known:
                known.add(other)
                waiting.append(other)


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
        exports.update({one: one for one in re.findall(r"\w+", found[2])})
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
            text = (static() / path).read_text(encoding="utf-8")
            yield path, SPACE.sub(lambda found: found[1] or " ", REMARK.sub("", text))


def _workers(module: Module) -> Iterator[tuple[str, str]]:
    """(name, script) of every worker that a module opens: it is linked as well, and fetches nothing."""
    for address in WORKER.findall(module.body):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(module.name), address))
        yield path, linked(path)
