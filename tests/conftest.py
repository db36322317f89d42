"""One BLAS thread for every test, and the browser tests last."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # before NumPy is imported: with a busy neighbour two threads are slower than one


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails fast runs first; Playwright's event loop starts after everything that needs none."""
    items.sort(key=lambda item: "browser" in Path(item.path).parts)
