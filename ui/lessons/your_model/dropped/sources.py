"""What can be opened: the files that were dropped, the example that ships, networks that were trained here."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lstm_core.models.opened import Opened
from lstm_core.models.opening import open_model
from lstm_core.own_data.names import plain_name
from ui import controls, lesson
from ui.jobs import queue, run_folders
from ui.lessons.your_model.dropped import session, vocabularies
from ui.lessons.your_model.dropped.session import File
from ui.places import ASSETS, HOME

EXAMPLE = "the example"
SHIPPED = ASSETS / "your_model"
MOST_RUNS = 8
MODEL, DROP = "yours_model", "yours_drop"
HOLDS = (".txt", ".json")  # words, one for each row of an embedding
BESIDE = (".data",)  # weights of an ONNX file


class Source(NamedTuple):
    """Something that can be opened: how it is called in the list, its own name, how to tell it from others."""

    label: str
    name: str
    digest: str
    files: Mapping[str, bytes]
    path: Path | None = None
    lists: tuple[File, ...] = ()  # files of words


def drop() -> None:
    """The place where files are dropped; what is wrong with them is said below it."""
    st.file_uploader(
        f"Drop your model: .pt, .safetensors, .onnx, .keras (up to {session.LARGEST} MB). It stays in your session.",
        accept_multiple_files=True,
        key=DROP,
        max_upload_size=session.LARGEST,
        on_change=_taken,
    )
    with lesson.refused():
        if said := st.session_state.get(f"{DROP} refused"):
            raise ValueError(said)
    if session.files(DROP) and not st.session_state.get(DROP):
        names = ", ".join(lesson.plain(plain_name(one.name)) for one in session.files(DROP))
        lesson.say(f"Still open: {names}.")
        st.button("Forget it", key="yours_forget", on_click=_forgotten)


def _taken() -> None:
    """For a callback, before the page runs again: the first of the dropped models is the one that is shown."""
    st.session_state.pop(f"{DROP} refused", None)
    dropped = st.session_state.get(DROP) or []
    session.forget(DROP)
    try:
        session.take(DROP, dropped)
    except ValueError as error:
        st.session_state[f"{DROP} refused"] = str(error)
    st.session_state[MODEL] = next(iter(_dropped()), EXAMPLE)


def _forgotten() -> None:
    session.forget(DROP)
    st.session_state[MODEL] = EXAMPLE


def _dropped() -> dict[str, Source]:
    """The models among the dropped files; words and weights that lie beside belong to each of them."""
    files = session.files(DROP)
    beside = {one.name: one.content for one in files if _ends(one, BESIDE)}
    models = [one for one in files if not _ends(one, (*BESIDE, *HOLDS))]
    found = {}
    for number, one in enumerate(models, 1):
        label = f"your file {number}" if len(models) > 1 else "your file"
        lists = tuple(other for other in files if _ends(other, HOLDS))
        key = "".join(sorted(other.digest for other in files if other.name in beside or _ends(other, HOLDS)))
        content = {one.name: one.content, **beside}
        found[label] = Source(label, plain_name(one.name), one.digest + key, content, lists=lists)
    return found


def _ends(file: File, endings: tuple[str, ...]) -> bool:
    return file.name.lower().endswith(endings)


def sources() -> dict[str, Source]:
    """{how it is called in the list: what can be opened}, the reader's own files first."""
    example = next(path for path in sorted(SHIPPED.iterdir()) if path.suffix != ".json")
    found = _dropped()
    found[EXAMPLE] = Source(EXAMPLE, example.name, f"example {example.stat().st_mtime_ns}", {}, example)
    for number, path in enumerate(_trained_here(), 1):
        label = f"trained here {number}"
        found[label] = Source(label, path.name, f"{path} {path.stat().st_mtime_ns}", {}, path)
    return found


def _trained_here() -> list[Path]:
    """Run directories: of trainings that this reader started, then those that the command line keeps in runs/."""
    started = []
    for key, name in st.session_state.items():
        if str(key).endswith("_job_kept") and name:
            try:
                now = queue.shared().state(name)
            except ValueError:
                continue
            if not now.under_way and (now.path / "config.json").is_file():
                started.append(now.path)
    kept = sorted(path.parent for path in (HOME / "runs").glob("*/config.json"))
    return [*started, *(path for path in kept if not run_folders.NAME.fullmatch(path.name))][:MOST_RUNS]


def choose() -> Source:
    """One of them."""
    found = sources()
    return found[controls.pick("Model", list(found), MODEL, next(iter(found)) if _dropped() else EXAMPLE)]


def opened(source: Source, **asked: str) -> Opened:
    """What it holds; ModelFileError, in a sentence, for what is refused. `asked` is what a reader said of the file."""
    if source.path is not None:
        return _ours(source.path, source.digest, tuple(asked.items()))
    key = ("opened", source.digest, tuple(sorted(asked.items())))
    words = vocabularies.words_of(source.lists)
    return session.kept(key, lambda: open_model(source.files, vocabulary=words, **_said(asked)))


@st.cache_resource(max_entries=8, show_spinner=False)
def _ours(path: Path, digest: str, asked: tuple[tuple[str, str], ...]) -> Opened:
    """A file that ships, or a run of this machine: the same for all readers."""
    return open_model(path, **({} if path.is_dir() else _said(dict(asked))))


def _said(asked: Mapping[str, str]) -> dict[str, object]:
    """As `open_model` takes it: arrays by their names, the rest as what is assumed."""
    ends = {what: asked[what] for what in ("embedding", "readout") if what in asked}
    return {**ends, "assume": {what: said for what, said in asked.items() if what not in ends}}
