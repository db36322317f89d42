"""The lesson on the screen as one file: a button that asks for it, one that saves it; written by another process."""

import subprocess
import sys
import tempfile
import threading
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from ui.places import HOME

NEED_THE_APP = {  # lessons that no file can hold
    "invent": "Python reads the equations that are typed there.",
    "your_model": "Python opens the files that are uploaded there.",
    "teachers": "It makes links and rooms for a class, and the server answers them.",
}
SCREENS, LONGEST, MOST_LETTERS = 16, 600, 8000
ASKED = "the lesson that is to be saved"
ONE_AT_A_TIME = threading.Lock()


def offer(name: str) -> None:
    """The way to the file; what the address holds when it is asked for stands in it. Nothing is computed before."""
    if name in NEED_THE_APP:
        return
    with st.container(key="download", horizontal=True, vertical_alignment="center"):
        if st.button("Download this lesson", key="download_ask", type="tertiary", icon=":material/download:"):
            st.session_state[ASKED] = (name, _address())
        asked = st.session_state.get(ASKED, ("", ""))
        if asked[0] == name:
            st.markdown(
                ":small[One file with this screen, which needs no server. To write it takes half a minute. If it has "
                "more than 500 KB, it says why.]"
            )
            save = partial(written, *asked)
            st.download_button(
                f"Save {name}.html", save, f"{name}.html", "text/html", "download_save", on_click="ignore"
            )


def _address() -> str:
    """The address as it is now, what the page wrote into it too."""
    pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return urlencode(pairs)[:MOST_LETTERS]


@lru_cache(maxsize=8)
def written(name: str, query: str) -> bytes:
    """The file; ValueError, in a sentence, where it could not be written."""
    with ONE_AT_A_TIME, tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{name}.html"
        command = [sys.executable, "-m", "offline", str(target), name, f"--at={query}", f"--screens={SCREENS}"]
        done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, timeout=LONGEST)
        if done.returncode:
            raise ValueError((done.stderr.strip().splitlines() or ["the file could not be written"])[-1])
        return target.read_bytes()
