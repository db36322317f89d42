"""The versions that are installed here, as constraints for others: `python -m tools.lock` writes requirements.lock."""

import importlib.metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements-light.txt", "requirements.txt", "requirements-dev.txt")
OF_ONE_SYSTEM = ("nvidia", "triton", "cuda")  # what torch brings on some systems alone
HEAD = "# What the tests were run with, on Linux: pip install -r requirements.txt -c requirements.lock\n"


def asked(name: str) -> list[Requirement]:
    """What a file asks for."""
    lines = (line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


def installed(wanted: list[Requirement]) -> dict[str, str]:
    """{name: version} of what is wanted, and of all that it needs."""
    found: dict[str, str] = {}
    while wanted:
        one = wanted.pop()
        name = canonicalize_name(one.name)
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an extra that this system has not
        if name in found and not one.extras:
            continue
        found[name] = package.version.partition("+")[0]
        for needed in map(Requirement, package.requires or []):
            of_it = any(not needed.marker or needed.marker.evaluate({"extra": extra}) for extra in ("", *one.extras))
            if of_it and not needed.name.startswith(OF_ONE_SYSTEM):
                wanted.append(needed)
    return found


def main() -> None:
    found = installed([one for name in FILES for one in asked(name)])
    lines = (f"{name}=={version}\n" for name, version in sorted(found.items()))
    (ROOT / "requirements.lock").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
