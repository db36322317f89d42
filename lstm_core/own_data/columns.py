"""One column of a table while it is read: numbers, gaps, words, and the one way in which decimals are written."""

import re
from array import array

import numpy as np

from lstm_core.own_data.names import shown

NUMBER = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)
GAPS = {"", "na", "n/a", "#n/a", "nan", "null", "none", "-", "?"}
MINUS = "\N{MINUS SIGN}"  # as books print it


class Decimals:
    """Where the first decimal point and the first decimal comma of a table stood; it may have only one of them."""

    def __init__(self, separator: str) -> None:
        self.separator, self.found = separator, dict[str, str]()

    def number(self, cell: str, line: int) -> float:
        """The value of a cell that NUMBER matches."""
        for sign in ",.":
            if sign in cell and sign not in self.found:
                self.found[sign] = f"{shown(cell)!r} in line {line:,}"
                self._check(self.found[sign])
        value = float(cell.replace(",", "."))
        if not np.isfinite(value):
            raise ValueError(f"has {shown(cell)!r} in line {line:,}, a number too large to compute with")
        return value

    def _check(self, now: str) -> None:
        if len(self.found) > 1:
            raise ValueError(f"writes decimals in two ways, {self.found['.']} and {self.found[',']}; choose one")
        if "," in self.found and self.separator == ",":
            raise ValueError(f"has {now}; where commas separate the columns, decimals have a point, thousands no sign")


class Column:
    """The cells of one column, added one after the other."""

    def __init__(self, name: str) -> None:
        self.name, self.values, self.numbers = name, array("d"), 0  # a gap is NaN
        self.gaps, self.gap, self.word = 0, 0, ("", 0)  # how many, the line of the first; the first word and its line

    def add(self, cell: str, line: int, decimals: Decimals) -> None:
        value, cell = np.nan, cell.replace(MINUS, "-")
        if NUMBER.fullmatch(cell):
            value = decimals.number(cell, line)
            self.numbers += 1
        elif cell.lower() in GAPS:
            self.gaps, self.gap = self.gaps + 1, self.gap or line
        elif "," in cell and not cell.strip("+-0123456789.,"):
            raise ValueError(f"has {shown(cell)!r} in line {line:,}; numbers are written without a thousands sign")
        elif not self.word[1]:
            self.word = (cell, line)
        self.values.append(value)

    def filled(self) -> np.ndarray:
        """The values (T,); every gap takes the value above it. ValueError where there is none, or where words stand."""
        word, line = self.word
        if line:
            raise ValueError(f"has {shown(word)!r} in line {line:,}, where the column {self.name!r} holds numbers")
        values = np.array(self.values)
        if np.isnan(values[0]):
            raise ValueError(
                f"has a gap in line {self.gap:,}, the first of the column {self.name!r}: a gap takes the value above "
                "it, and there is none; fill it or take the line out"
            )
        return values[np.maximum.accumulate(np.where(np.isnan(values), 0, np.arange(len(values))))]
