"""The app's own server and a plain one for the browser modules, each on a free port of this machine."""

import functools
import http.server
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds a busy machine may take to start the app


class AppServer:
    """A running app: `.url`, `.pid`, and `.log()`, everything the server printed so far."""

    def __init__(self, url: str, log_file: Path, pid: int):
        self.url, self.log_file, self.pid = url, log_file, pid

    def log(self) -> str:
        return self.log_file.read_text(errors="replace")


@contextmanager
def app_server(log_file: Path, script: Path = ROOT / "app.py", *options: str) -> Iterator[AppServer]:
    """`streamlit run app.py` as the README says, in a process of its own, ready to answer; ended on leaving.

    `options` go to the command line, as in "--runner.postScriptGC", "true".
    """
    port, base = free_port(), dict(pairwise(options)).get("--server.baseUrlPath", "")
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "localhost", "--server.headless", "true", *options]  # headless: opens no window
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with log_file.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=environment)
        try:
            server = AppServer(f"http://localhost:{port}/{base}".rstrip("/"), log_file, process.pid)
            _wait_for_health(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@contextmanager
def file_server(folder: Path = ROOT / "static") -> Iterator[str]:
    """The URL of a server of the files in `folder`; its page `/blank` is an empty document to import modules into."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("localhost", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return free.getsockname()[1]


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def do_GET(self):
        if self.path.partition("?")[0] == "/blank":
            body = b'<!doctype html><html lang="en"><title>blank</title><link rel="icon" href="data:,"><body></body>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().do_GET()

    def log_message(self, format, *args):
        pass


def _wait_for_health(server: AppServer, process: subprocess.Popen) -> None:
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.1)):
        if process.poll() is not None:
            raise RuntimeError(f"the app's server ended while it started; it printed:\n{server.log()}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pause.wait(0.1)
    raise RuntimeError(f"the app's server did not answer within {PATIENCE:.0f} seconds; it printed:\n{server.log()}")
