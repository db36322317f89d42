"""What pyproject.toml cannot say: the wheel carries the browser's files of the film, which lie beside the packages."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

PACKED = ("film", "live", "offline", "shared")  # folders of static/, found again by lstm_core/browser/places.py


class WithFilm(build_py):
    """Builds the packages, then puts the film's files among them."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for name in PACKED:
                target = Path(self.build_lib) / "lstm_core" / "browser" / "static" / name
                shutil.copytree(Path("static") / name, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": WithFilm})
