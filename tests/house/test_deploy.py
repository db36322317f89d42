"""The container file brings all that the app needs, and the app in it is nobody of importance."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.house import ROOT

LINES = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8").splitlines()
COPIED = [line.split()[1] for line in LINES if line.startswith("COPY ")]
OPEN_ALL = """
import importlib, pkgutil
from ui.serving.server import NEEDED
from ui.frame import pages
for name in (*NEEDED, "offline"):
    for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(*(page.name for page in pages()))
"""


@pytest.fixture(scope="module")
def container(tmp_path_factory) -> Path:
    """A folder with what the container file copies, and nothing else."""
    folder = tmp_path_factory.mktemp("container")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


def test_what_is_copied_holds_all_modules_of_the_app_and_all_its_pages(container):
    ran = subprocess.run(
        [sys.executable, "-c", OPEN_ALL], cwd=container, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.split()) == {path.stem for path in (ROOT / "pages").glob("[!_]*.py")}


def test_every_folder_of_ours_that_the_app_looks_into_is_copied():
    code = "".join(
        path.read_text(encoding="utf-8") for house in ("ui", "offline") for path in (ROOT / house).rglob("*.py")
    )
    looked = set(re.findall(r'HOME / "(\w+)"', code)) - {"runs"}  # made where the app runs
    assert looked <= set(COPIED)


def test_the_process_is_not_root_is_light_and_says_whether_it_lives():
    text = "\n".join(LINES)
    assert text.index("USER lessons") < text.index("\nCMD")
    assert "requirements-light.txt" in COPIED
    assert "requirements.txt" not in COPIED
    driver = re.search(r"psycopg\[binary\][^)\s]+", (ROOT / "requirements-light.txt").read_text(encoding="utf-8"))[0]
    assert f'pip install -r requirements-light.txt "{driver}"' in text, "rooms in PostgreSQL need its driver"
    assert re.search(r"HEALTHCHECK [^\n]*\\\n *CMD .*_stcore/health", text)
