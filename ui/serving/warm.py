"""Every page is run once when the server has begun to answer, so that no reader pays for what is computed at first."""

import asyncio
import gc
from collections.abc import Iterable

from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_runner import SCRIPT_RUN_WITHOUT_ERRORS_KEY as FINISHED

SOON = 0.3  # seconds until the first page: the server's port is open by then, and has answered who waited for it
QUIET = 0.25  # seconds without a new reader, before another page is run
LOOK, LONGEST = 0.05, 30.0  # seconds between two looks whether a page is finished, and for a page at most


async def warm(names: Iterable[str]) -> None:
    """Run these pages, as their addresses name them, one after the other, nobody looking."""
    await asyncio.sleep(SOON)
    served = runtime.get_instance()
    for name in names:
        await run(served, name)
        await nobody_comes(served)
    if not served._session_mgr.num_active_sessions():
        gc.collect()
        gc.freeze()  # what is kept for all readers is never collected, so collections need not walk it


async def nobody_comes(served: Runtime) -> None:
    """A class that opens one link needs that page alone, and all the server's time for it."""
    before, now = -1, served._session_mgr.num_active_sessions()
    while before != now:
        await asyncio.sleep(QUIET)
        before, now = now, served._session_mgr.num_active_sessions()


async def run(served: Runtime, name: str) -> None:
    """As the server itself does to find out whether the app runs, but of any page."""
    session = AppSession(
        script_data=ScriptData(served._main_script_path, served._is_hello),
        uploaded_file_manager=served._uploaded_file_mgr,
        script_cache=served._script_cache,
        message_enqueued_callback=lambda: None,
        user_info={},
    )
    try:
        session.request_rerun(ClientState(page_name=name))
        for _ in range(round(LONGEST / LOOK)):
            await asyncio.sleep(LOOK)
            if FINISHED in session.session_state:
                return
    finally:
        session.shutdown()
