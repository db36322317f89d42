"""What the server does once, before it answers anyone: one BLAS thread, the imports of all pages, a settled heap."""

import asyncio
import gc
import importlib
import pkgutil
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from threadpoolctl import threadpool_limits

from ui import frame
from ui.jobs import queue
from ui.serving import parcels, warm

NEEDED = ("lstm_core", "figures", "ui")


@asynccontextmanager
async def prepared(app: object) -> AsyncIterator[None]:
    """The life of the server. Everything slow happens here and not in front of the first visitor."""
    # Beside a folder called pages/ Streamlit takes the first visit for an app of the old kind, in which app.py is not
    # run when the link leads to another page. st.navigation corrects that for the second visit; this, for the first.
    PagesManager.uses_pages_directory = False
    if st.get_option("server.fileWatcherType") == "none":  # Streamlit heeds it on arrival, and not on reconnecting
        AppSession.register_file_watchers = lambda session: None
    parcels.begin()
    for package in NEEDED:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    threadpool_limits(1)  # two threads at these sizes are slower, and five times slower beside a busy neighbour
    gc.collect()
    gc.freeze()  # the modules are never collected, so collections need not walk them
    if not st.get_option("server.headless"):
        open_soon(f"http://localhost:{st.get_option('server.port')}/{st.get_option('server.baseUrlPath').strip('/')}")
    warming = asyncio.create_task(warm.warm(["", *(page.name for page in frame.pages()[1:])]))
    try:
        yield
    finally:
        warming.cancel()
        queue.shared().close()  # nothing that was started here outlives the server


def open_soon(address: str) -> None:
    """Open a browser when the server has begun to answer; Streamlit leaves that to an app with a life of its own."""
    timer = threading.Timer(1.0, webbrowser.open, (address,))
    timer.daemon = True
    timer.start()
