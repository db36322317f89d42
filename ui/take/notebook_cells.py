"""The parts of a notebook: texts, code, arrays packed as text, the file."""

import base64
import io
import json
from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.cell import Cell

OPENING = '''
import base64
import io

import numpy as np


def unpacked(text):
    """{name: array} of arrays that were packed as text."""
    with np.load(io.BytesIO(base64.b64decode(text))) as found:
        return dict(found)
'''


def file(cells: Sequence[dict]) -> str:
    """The notebook as JSON, format 4.5."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    numbered = [cell | {"id": f"cell-{k}"} for k, cell in enumerate(cells)]
    whole = {"cells": numbered, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def text(source: str) -> dict:
    """A cell of prose, in Markdown."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str) -> dict:
    """A cell of Python that has not run yet."""
    return {"cell_type": "code", "metadata": {}, "source": source.strip(), "execution_count": None, "outputs": []}


def equations(cell: Cell) -> dict:
    """The equations of a cell."""
    lines = "\n\n".join(f"$${equation.latex}$$" for equation in cell.equations)
    return text(f"## The equations\n\n{lines}\n\nThe source below is generated from them.")


def packed(arrays: Mapping[str, np.ndarray]) -> str:
    """Arrays as a literal that `unpacked` reads; their dtype stays."""
    whole = io.BytesIO()
    np.savez_compressed(whole, **arrays)
    return repr(base64.b64encode(whole.getvalue()).decode())
