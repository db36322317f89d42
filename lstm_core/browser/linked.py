"""ES modules linked into scripts that ask for no other file, so that they run from anywhere, a file address too.

A browser forbids modules at file addresses, and many a host allows no script at data addresses: one script in the page
is what runs everywhere. Each module becomes a function that gives its exports and is called once, when they are wanted.
Fetching finds the files that are packed along, and nothing else. What waits for a click may be a second script.
A worker is put together in the page, out of the modules that stand there already.
"""

import json
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from lstm_core.browser.places import static
from lstm_core.browser.rewritten import Module, rewritten

SHEET = re.compile(r'"([\w./-]+\.css)"')
REMARK, SPACE = re.compile(r"/\*(?:(?!\*/)[\s\S])*\*/"), re.compile(r"\s*([{};])\s*|\s+")  # of a style sheet
WORKER = re.compile(r'\bopenWorker\(new URL\("([\w./-]+\.js)"')
USED = re.compile(r'(\$(?:use|later))\("([^"\n]+)"\)')

SCRIPT = """"use strict";
(() => {
const packed = %(files)s, workers = %(workers)s, beside = %(beside)s;
const fetch = async (address) => {
  const name = String(address).replace(/^app:\\//, "");
  const text = workers[name] ? worker(...workers[name]) : packed[name];
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
const $use = (number) => (number in made ? made[number] : (made[number] = modules[number]()));
const $later = async (number) => {
  if (!(number in modules)) await globalThis.linkedLater();
  return $use(number);
};
const worker = (entry, needed) => `"use strict";
(() => {
const modules = {}, made = {};
const $use = ${$use};
const $later = async (number) => $use(number);
${needed.map((number) => `modules[${number}] = ${modules[number]};`).join("\\n")}
$use(${entry});
})();`;
%(modules)s
globalThis.linkedMore = (add) => add(modules, packed, workers, $use, $later, fetch, history);
globalThis.linkedBeside = (name) => $later(beside[name]);
globalThis.linked = $use(%(entry)s);
})();
"""
MORE = """"use strict";
globalThis.linkedMore((modules, packed, workers, $use, $later, fetch, history) => {
Object.assign(packed, %(files)s);
Object.assign(workers, %(workers)s);
%(modules)s
});
"""


class Scripts(NamedTuple):
    """What runs at once, and what `globalThis.linkedLater()` has to run before a module in it is used, or ""."""

    now: str
    later: str


def linked(entry: str, without: Collection[str] = ()) -> str:
    """One script that sets `globalThis.linked` to what the module `entry`, "film/main.js", exports.

    Left out are modules and sheets `without` which the page does. ValueError for a module in a way not known here.
    """
    return in_two(entry, without=without).now


def in_two(
    entry: str, beside: Sequence[str] = (), apart: Collection[str] = (), without: Collection[str] = ()
) -> Scripts:
    """The same in two scripts: the second has the modules `apart`, which are waited for, and what they alone need.

    `await globalThis.linkedBeside(name)` gives what one `beside` the entry exports.
    """
    first = [entry, *(one for one in beside if one not in apart)]
    now = list(_reached(first, without, waited=apart))
    here = {module.name for module in now}
    later = list(_reached(sorted({*apart} - here), without, here))
    numbers = {module.name: number for number, module in enumerate([*now, *later])}
    values = {"beside": json.dumps({name: numbers[name] for name in beside}), "entry": numbers[entry]}
    return Scripts(
        SCRIPT % (values | _text(now, numbers, without)), MORE % _text(later, numbers, without) if later else ""
    )


def _text(modules: Sequence[Module], numbers: dict[str, int], without: Collection[str]) -> dict[str, str]:
    """The files that some modules fetch, and the modules, each known by its number."""
    files = {name: text for module in modules for name, text in _sheets(module)}
    files = {name: "" if name in without else text for name, text in files.items()}
    workers = {
        name: [numbers[name], [numbers[one.name] for one in _reached([name], without)]]
        for module in modules
        for name in _workers(module)
    }
    bodies = [f"modules[{numbers[module.name]}] = () => {{\n{module.body}\n}};" for module in modules]
    numbered = USED.sub(lambda found: f"{found[1]}({numbers[found[2]]})", "\n".join(bodies))
    return {"files": json.dumps(files, ensure_ascii=False), "workers": json.dumps(workers), "modules": numbered}


def _reached(
    entries: Sequence[str], without: Collection[str], here: Collection[str] = (), waited: Collection[str] = ()
) -> Iterator[Module]:
    """The entries and every module they reach, each once: but what is `here`, and what of `waited` they wait for."""
    waiting, known = list(entries), {*entries, *here}
    while waiting:
        name = waiting.pop()
        module = Module(name, "return {};", (), ()) if name in without else rewritten(name, static())
        yield module
        for other in (*module.needs, *_workers(module), *(one for one in module.later if one not in waited)):
            if other not in known:
                known.add(other)
                waiting.append(other)


def _sheets(module: Module) -> Iterator[tuple[str, str]]:
    """(name, text) of every style sheet that a module names."""
    for address in SHEET.findall(module.body):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(module.name), address))
        if (static() / path).is_file():
            text = (static() / path).read_text(encoding="utf-8")
            yield path, SPACE.sub(lambda found: found[1] or " ", REMARK.sub("", text))


def _workers(module: Module) -> Iterator[str]:
    """The modules that a module has run as workers."""
    for address in WORKER.findall(module.body):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(module.name), address))
