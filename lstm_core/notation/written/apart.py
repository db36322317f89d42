"""What copying from a paper runs together is taken apart: the number of an equation, a letter and its step."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from lstm_core.notation.written.naming import IN_TWO_WAYS
from lstm_core.notation.written.rows import Row
from lstm_core.notation.written.tokens import Token
from lstm_core.notation.written.tree import Part, Unread


def without_numbers(rows: Sequence[Row]) -> list[Part]:
    """Take away the numbers (3), (4), … where every equation ends in its own and they count on; where they stood."""
    equations = [row for row in rows if not row.kept]
    numbers = [_number(row.tokens) for row in equations]
    first = numbers[0] if numbers else None
    if len(numbers) < 2 or first is None or numbers != list(range(first, first + len(numbers))):
        return []
    found = []
    for row in equations:
        found.append(Part(row.tokens[-3].start, row.tokens[-1].end))
        del row.tokens[-3:]
        while row.tokens[-1].kind == "sign" and row.tokens[-1].text in ",;.":
            row.tokens.pop()
        row.end = row.tokens[-1].end
    return found


def _number(tokens: Sequence[Token]) -> int | None:
    """3 where (3) ends the row, behind an equation."""
    last = [token.text for token in tokens[-3:]]
    whole = len(tokens) > 5 and last[0] + last[2] == "()" and last[1].isdigit()
    return int(last[1]) if whole else None


def steps_apart(rows: Sequence[Row], refused: list[Unread]) -> None:
    """Where every line defines a letter with t at its end, ht is h_t, and ht−1 is h_{t−1}.

    No page of the language can be meant: it would define h.
    """
    equations = [row for row in rows if not row.kept]
    bases = {_defined(row.tokens) for row in equations}
    if "h" not in bases or None in bases:
        return
    for row in equations:
        try:
            row.tokens = _apart(_joined(row.tokens), {*bases, "x"})
        except Unread as unread:
            refused.append(unread)
            row.tokens = []


def _defined(tokens: Sequence[Token]) -> str | None:
    """c_tilde where c̃t = … begins the row."""
    left = tokens[: next((k for k, token in enumerate(tokens) if token.text == "="), 0)]
    glued = all(a.end == b.start for a, b in pairwise(left))
    if not left or not glued or any(token.kind not in ("word", "mark") for token in left):
        return None
    return _spelled(left).removesuffix("t") if left[-1].text.endswith("t") and _spelled(left) != "t" else None


def _spelled(tokens: Sequence[Token]) -> str:
    return "".join(f"_{token.text}" if token.kind == "mark" else token.text for token in tokens)


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Letters of a mathematical font, each a sign of its own, are words again: 𝑊𝑓."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        single = token.kind == "word" and len(token.text) == 1
        if before and single and before.kind == "word" and before.end == token.start and _by_letter(before):
            found[-1] = Token("word", before.text + token.text, before.start, token.end)
        else:
            found.append(token)
    return found


def _by_letter(token: Token) -> bool:
    """Whether each letter is a sign of the page, as in no name of a Greek letter and none with an accent."""
    return len(token.text) == token.end - token.start and len(token.text) < 3


def _apart(tokens: Sequence[Token], bases: Collection[str | None]) -> list[Token]:
    found: list[Token] = []
    k = 0
    while k < len(tokens):
        token, k = tokens[k], k + 1
        name = [token]
        while (
            token.kind == "word"
            and k < len(tokens)
            and tokens[k].start == name[-1].end
            and tokens[k].kind in ("word", "mark")
        ):
            name.append(tokens[k])
            k += 1
        whole = _spelled(name)
        if token.kind != "word" or not whole.endswith("t") or whole[:-1] not in bases:
            found += name
            continue
        last = name.pop()
        if len(last.text) > 1:
            name.append(Token("word", last.text[:-1], last.start, last.end - 1))
        found += name
        minus, one, *more = [*tokens[k : k + 3], None, None][:3]
        if minus and one and minus.text == "-" and one.text == "1":
            tight = minus.start == last.end and one.start == minus.end
            if not tight or (more[0] and more[0].start == one.end and more[0].kind != "sign"):
                raise Unread(token.start, one.end, f"{whole} - 1 {IN_TWO_WAYS.format(whole[:-1])}")
            found.append(Token("below", "t-1", last.end - 1, one.end))
            k += 2
        else:
            found.append(Token("below", "t", last.end - 1, last.end))
    return found
