"""The cells of a CSV, row by row, none of them trusted: what separates them, how long a line may be."""

import csv
import re
from collections.abc import Iterator

SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
LOOKED_AT = 50  # lines that decide what separates the columns
LONGEST_LINE, MOST_LINES = 50_000, 20  # characters of a line; lines of one row, where quotes hold line ends


def separator_of(text: str) -> tuple[str, str]:
    """What stands between the columns, and the text without a first line "sep=;", which some programs write."""
    if told := re.match(r"sep=([\t;|,])\n", text):
        return told[1], text[told.end() :]
    lines = [line for line in text[: LOOKED_AT * LONGEST_LINE].split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    bare = [re.sub('"[^"]*"', "", line) for line in lines]
    counts = {one: [line.count(one) for line in bare] for one in SEPARATORS}
    alike = [one for one, found in counts.items() if found and min(found) == max(found) > 0]
    return (alike or sorted(SEPARATORS, key=lambda one: -sum(counts[one])))[0], text


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(the number of its last line, the cells) of each row; ValueError where a row is not to be had."""
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        at = 0
        while at < len(text):
            end = text.find("\n", at) + 1 or len(text)
            if end - at > LONGEST_LINE or taken >= MOST_LINES:
                raise ValueError(f"has a row of more than {MOST_LINES} lines or {LONGEST_LINE:,} characters a line")
            taken += 1
            yield text[at:end]
            at = end

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    try:
        for row in reader:
            taken = 0
            yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise ValueError(f"has quotes that do not match near line {reader.line_num:,} ({error})") from None
