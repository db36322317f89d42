"""The numbers in a CSV that somebody exported: its columns, and in words what was decided while reading them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lstm_core.own_data.columns import NUMBER, Column, Decimals
from lstm_core.own_data.names import plain_name, shown
from lstm_core.own_data.rows import SEPARATORS, rows_of, separator_of
from lstm_core.own_data.text import read_text

MOST_BYTES, MOST_COLUMNS, MOST_CELLS = 64 * 2**20, 1024, 2_000_000
BETWEEN = "between columns stand commas, semicolons, tabs or bars"


class Table(NamedTuple):
    """Names of columns (D,), their values (T, D) as float64, and what was decided in reading, a sentence each."""

    columns: tuple[str, ...]
    values: np.ndarray
    notes: tuple[str, ...]


def read_table(content: bytes, name: str, most_rows: int = MOST_CELLS) -> Table:
    """The columns of numbers in a CSV; ValueError, in one sentence, where it cannot be read or has too many rows.

    Commas, semicolons, tabs or bars separate the columns; decimals are written with a point or a comma. The first line
    may name the columns. A gap (an empty cell, NA, NaN, null, ?) takes the value above it; a gap in the first row is
    refused. Columns without any number are left out, and so are lines without any value. `notes` say which of this
    happened.
    """
    who = plain_name(name, "the table")
    if len(content) > MOST_BYTES:
        raise ValueError(f"{who} has {len(content):,} bytes; a table has at most {MOST_BYTES:,}")
    if content.startswith(b"PK\x03\x04"):
        raise ValueError(f"{who} is an archive or a workbook, not a CSV; save the sheet as CSV")
    try:
        text, encoding = read_text(content)
    except ValueError as error:
        raise ValueError(f"{who} cannot be read as a table: {error}") from None
    try:
        return _table(text, encoding, most_rows)
    except ValueError as error:
        raise ValueError(f"{who} {error}") from None


def _table(text: str, encoding: str, most_rows: int) -> Table:
    """The table in a text; an error's sentence lacks its subject."""
    separator, text = separator_of(text)
    decimals, columns, named, start, blank = Decimals(separator), list[Column](), False, 0, 0
    for line, cells in rows_of(text, separator):
        if line > MOST_CELLS:
            raise ValueError(f"has more than {MOST_CELLS:,} lines; take fewer rows")
        if not any(cells):
            blank += 1
            continue
        if not columns:
            start, named = line, not any(map(NUMBER.fullmatch, cells))
            columns = [Column(name) for name in _names(cells, named)]
            if named:
                continue
        if len(cells) != len(columns):
            also = "; where commas separate the columns, decimals have a point" * (separator == ",")
            raise ValueError(
                f"has {_cells(len(cells))} in line {line:,}, but {_cells(len(columns))} in line {start:,}{also}"
            )
        if len(columns[0].values) == most_rows:
            raise ValueError(f"has more than {most_rows:,} rows; take fewer")
        for column, cell in zip(columns, cells, strict=True):
            column.add(cell, line, decimals)
        if len(columns) * len(columns[0].values) > MOST_CELLS:
            raise ValueError(f"has more than {MOST_CELLS:,} cells; take fewer rows or columns")
    kept = [column for column in columns if column.numbers]
    if not kept:
        raise ValueError(f"has no column of numbers; {BETWEEN}" if columns else "is empty")
    values = np.stack([column.filled() for column in kept], 1)
    between = f", with {SEPARATORS[separator]} between the columns" * (len(columns) > 1)
    comma = " and a comma before the decimals" * ("," in decimals.found)
    first = "The first line names the columns." if named else "No line names the columns."
    notes = (f"Read as {encoding}{between}{comma}.", first, *_changes(columns, blank))
    return Table(tuple(column.name for column in kept), values, notes)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _names(cells: list[str], named: bool) -> list[str]:
    """A name for every column, no two alike."""
    if len(cells) > MOST_COLUMNS:
        raise ValueError(f"has {len(cells):,} columns; a table has at most {MOST_COLUMNS:,}")
    names = [(shown(cell) if named else "") or f"column {k}" for k, cell in enumerate(cells, 1)]
    names = [f"{name} ({k})" if names.count(name) > 1 else name for k, name in enumerate(names, 1)]
    return names if len({*names}) == len(names) else [f"column {k}" for k in range(1, len(names) + 1)]


def _changes(columns: list[Column], blank: int) -> Iterator[str]:
    """What the table says otherwise than the file."""
    for column in columns:
        if column.numbers and column.gaps:
            gaps = "1 gap takes" if column.gaps == 1 else f"{column.gaps:,} gaps take"
            yield f"In the column “{column.name}” {gaps} the value above (the first in line {column.gap:,})."
    out = [f"“{column.name}”" for column in columns if not column.numbers]
    if out:
        more = f" and {len(out) - 4} more" * (len(out) > 4)
        yield f"Left out, because they hold no numbers: {', '.join(out[:4])}{more}."
    if blank:
        yield f"{blank:,} empty lines are skipped." if blank > 1 else "1 empty line is skipped."
