"""A browser component whose ES modules are fetched from static/, all under one version, so that none goes stale."""

import hashlib
import json
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st

from ui.places import STATIC

SHARED = "shared"
STANDS_ON = {  # what computes in the page, and what learns there
    **dict.fromkeys(("carriers", "film", "moving", "step", "vanishing", "way_back", "writing"), ("live",)),
    **dict.fromkeys(("clinic", "learning", "racing"), ("live", "trainer")),
}

# The module graph is fetched from Streamlit's static serving with the version in every address. An import map gives
# the relative imports their version too; scopes keep two versions apart in a tab that outlives a new release. A browser
# that takes only one import map a page asks the server whether its copies are fresh, and imports the plain addresses.
SHIM = """
const files = %(files)s, version = %(version)s, main = %(main)s;
const bundle = document.querySelector("script[src*='static/js/']");
const home = bundle ? new URL("../../", bundle.src) : new URL(%(base)s, document.baseURI);
const address = (file) => new URL("app/static/" + file, home).href;
const versioned = Object.fromEntries(files.map((file) => [address(file), address(file) + "?v=" + version]));
const map = document.createElement("script");
map.type = "importmap";
map.textContent = JSON.stringify({
  imports: { [main + "@" + version]: versioned[address(main)] },
  scopes: Object.fromEntries(Object.values(versioned).map((module) => [module, versioned])),
});
document.head.append(map);
const loaded = import(main + "@" + version).catch(async () => {
  await Promise.all(files.map((file) => fetch(address(file), { cache: "no-cache" })));
  return import(address(main));
});
export default (component) => {
  let leave = () => {}, gone = false;
  loaded.then(
    (module) => { if (!gone) leave = module.default(component) || leave; },
    () => { component.parentElement.textContent = "This picture could not be loaded. Reload the page to try again."; },
  );
  return () => { gone = true; leave(); };
};
"""


def component(folder: str, html: str = "") -> Callable:
    """The component whose modules lie in static/<folder> and static/shared; its entry is main.js. Call it to mount it.

    `html` stands there until the modules have come; it is markup of ours, never a person's text. A server that watches
    no file looks at the modules once: that is a third of what a script run would cost.
    """
    watched = st.get_option("server.fileWatcherType") != "none"
    return _registered(folder, html, _files(folder)) if watched else _registered_at_first(folder, html)


def _files(folder: str) -> tuple[tuple[Path, int], ...]:
    """All modules with the times at which they were written."""
    parts = (SHARED, *STANDS_ON.get(folder, ()), folder)
    files = [path for part in parts for path in sorted((STATIC / part).rglob("*")) if path.is_file()]
    if STATIC / folder / "main.js" not in files:
        raise FileNotFoundError(f"a component needs static/{folder}/main.js")
    return tuple((path, path.stat().st_mtime_ns) for path in files)


_files_at_first = cache(_files)


@lru_cache(maxsize=64)
def _registered_at_first(folder: str, html: str) -> Callable:
    return _registered(folder, html, _files_at_first(folder))


@lru_cache(maxsize=64)
def _registered(folder: str, html: str, stamps: tuple[tuple[Path, int], ...]) -> Callable:
    names = [path.relative_to(STATIC).as_posix() for path, _ in stamps]
    version = hashlib.sha256(b"\0".join(path.read_bytes() for path, _ in stamps)).hexdigest()[:12]
    base = f"/{st.get_option('server.baseUrlPath').strip('/')}/".replace("//", "/")
    values = {"files": names, "version": version, "main": f"{folder}/main.js", "base": base}
    js = SHIM % {key: json.dumps(value) for key, value in values.items()}
    return st.components.v2.component(f"{folder}{'-' + _digest(html) if html else ''}", html=html or None, js=js)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
