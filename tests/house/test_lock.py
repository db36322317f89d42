"""The versions that were tested stand in one file, and are among those that are allowed."""

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import lock

LOCKED = {
    name: version
    for name, _, version in (
        line.partition("==")
        for line in (lock.ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
}


@pytest.mark.parametrize("asked", [one for name in lock.FILES for one in lock.asked(name)], ids=str)
def test_what_is_asked_for_was_tested_in_a_version_that_is_allowed(asked: Requirement):
    version = LOCKED.get(canonicalize_name(asked.name))
    assert version, f"{asked.name} is not in requirements.lock: run `python -m tools.lock`"
    assert asked.specifier.contains(version), f"{asked} does not allow {version}: run `python -m tools.lock`"


def test_what_is_installed_is_found_with_all_that_it_needs():
    found = lock.installed([Requirement("pytest")])
    assert {"pytest", "pluggy", "iniconfig"} <= found.keys()
    assert "numpy" not in found
