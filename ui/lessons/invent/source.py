"""A cell as source to copy, with a button that copies it."""

import streamlit as st

from lstm_core.board.show import numpy_source, torch_source
from lstm_core.cell import Cell
from lstm_core.cell_page import page_of_cell


def copies(cell: Cell) -> None:
    """One tab each: NumPy, PyTorch, the cell as a file of `lstm_core/cells/`, LaTeX."""
    tabs = st.tabs(["NumPy", "PyTorch", "A file of this project", "LaTeX", "The page"])
    texts = [numpy_source(cell), torch_source(cell), cell_file(cell), _latex(cell), page_of_cell(cell)]
    for tab, text, language in zip(tabs, texts, ["python", "python", "python", "latex", None], strict=True):
        tab.code(text, language=language, wrap_lines=True)


def cell_file(cell: Cell) -> str:
    """The file that makes it a cell of every page: `lstm_core/cells/yours.py`."""
    lines = "\n".join(f"    {line}" for line in cell.text.splitlines() if line.strip())
    given = {"start": cell.start, "constants": cell.constants, "fixed": set(cell.fixed)}
    more = "".join(f"    {key}={value!r},\n" for key, value in given.items() if value)
    return (
        f'"""{cell.title}: say in one line what it changed."""\n\nfrom lstm_core.cell import Cell\n\n'
        f'CELL = Cell(\n    "{cell.title}",\n    """\n{lines}\n    """,\n{more})\n'
    )


def _latex(cell: Cell) -> str:
    body = " \\\\\n".join(f"  {equation.latex.replace(' = ', ' &= ', 1)}" for equation in cell.equations)
    return f"\\begin{{align}}\n{body}\n\\end{{align}}"
