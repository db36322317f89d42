"""nginx as deploy/ sets it, before servers of this machine."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.queues import until
from tools.server import free_port

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MISSING = "no nginx here (Debian: apt-get install nginx-light): deploy/nginx.conf was not run"


@contextmanager
def nginx(folder: Path, *ports: int) -> Iterator[str]:
    """The configuration that ships, before processes at these ports; only places and ports are others."""
    if NGINX is None:
        raise LookupError(MISSING)
    port, text = free_port(), CONFIGURATION.read_text(encoding="utf-8")
    for ours, here in (
        ("user www-data;", "daemon off;"),
        ("pid /run/nginx.pid;", f"pid {folder}/pid;"),
        ("error_log /var/log/nginx/error.log", f"error_log {folder}/error.log"),
        ("127.0.0.1:8501", f"127.0.0.1:{ports[0]}"),
        ("127.0.0.1:8502", f"127.0.0.1:{ports[1]}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
    ):
        assert text.count(ours) == 1, ours
        text = text.replace(ours, here)
    file = folder / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    checked = subprocess.run([NGINX, "-t", "-c", file, "-p", folder], capture_output=True, text=True, check=False)
    assert "test is successful" in checked.stderr, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    with (folder / "printed").open("w") as printed:
        running = subprocess.Popen([NGINX, "-c", file, "-p", folder], stderr=printed)
    try:
        until(lambda: (folder / "pid").read_text().strip())  # the check has made it, empty
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)
