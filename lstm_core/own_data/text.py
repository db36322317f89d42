"""The text in a file that somebody wrote with some editor: its encoding is recognised and named, or refused."""

import re

import numpy as np

MARKS = {  # the longest first: the mark of UTF-16 begins that of UTF-32
    b"\xff\xfe\x00\x00": ("UTF-32", "utf-32-le"),
    b"\x00\x00\xfe\xff": ("UTF-32", "utf-32-be"),
    b"\xef\xbb\xbf": ("UTF-8 with a byte order mark", "utf-8"),
    b"\xff\xfe": ("UTF-16", "utf-16-le"),
    b"\xfe\xff": ("UTF-16", "utf-16-be"),
}
REMEDY = "save it as UTF-8"
LINE_ENDS = re.compile("\r+\n|[\r\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")  # no editor writes these; tabs, line ends and form feeds it does
BYTES = [bytes([k]).decode("cp1252", "replace") for k in range(256)]
LETTERS = np.array([letter.isalpha() for letter in BYTES])
MOST_ACCENTS, FEW = 0.5, 8  # the largest share of letters beyond ASCII in a Western text, among so many letters


def read_text(content: bytes) -> tuple[str, str]:
    r"""(the text with "\n" for every line end, the name of its encoding).

    Read are UTF-8, UTF-16 and UTF-32 with their byte order mark, UTF-8 without, and Windows-1252, which holds Latin-1.
    ValueError, in a sentence that names the byte (counted from 1), for anything else.
    """
    for mark, (name, codec) in MARKS.items():
        if content.startswith(mark):
            return _lines(_marked(content[len(mark) :], codec, name, len(mark)), codec, len(mark)), name
    if (zero := content.find(0)) >= 0:
        raise ValueError(f"{_place(content, zero)} is no text, nor UTF-16 with its byte order mark; {REMEDY}")
    try:
        return _lines(content.decode("utf-8"), "utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        return _lines(_western(content, error.start), "cp1252"), "Windows-1252"


def _marked(content: bytes, codec: str, name: str, before: int) -> str:
    """What follows a byte order mark."""
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        place = f"byte {before + error.start + 1:,} of {before + len(content):,}"
        raise ValueError(f"it begins as {name}, but {place} does not fit; {REMEDY}") from None


def _western(content: bytes, wrong: int) -> str:
    """As Windows-1252, where that is likely; `wrong` is the first byte that is not UTF-8."""
    fits = sum(map(len, re.findall("[^\x00-\x7f]+", content.decode("utf-8", "ignore"))))
    if fits and fits >= content.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}"):
        raise ValueError(f"{_place(content, wrong)} does not fit, all else is UTF-8; mend that place, or {REMEDY}")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ValueError(f"{_place(content, error.start)} is neither UTF-8 nor Windows-1252; {REMEDY}") from None
    letters = np.bincount(np.frombuffer(content, np.uint8), minlength=256) * LETTERS
    if letters.sum() >= FEW and letters[128:].sum() > MOST_ACCENTS * letters.sum():
        raise ValueError(f"{_place(content, wrong)} is not UTF-8, and as Windows-1252 it makes no words; {REMEDY}")
    return text


def _lines(text: str, codec: str, before: int = 0) -> str:
    """The text with one kind of line end, if it holds no control codes."""
    if found := CONTROL.search(text):
        at = before + len(text[: found.start()].encode(codec))
        raise ValueError(f"byte {at + 1:,} is the control code 0x{ord(found[0]):02X}: this is not a plain text")
    return LINE_ENDS.sub("\n", text)


def _place(content: bytes, at: int) -> str:
    return f"byte {at + 1:,} of {len(content):,} (0x{content[at]:02X})"
