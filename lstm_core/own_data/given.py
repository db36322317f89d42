"""The content of a file that an option names, or one sentence about why it cannot be had."""

from pathlib import Path

from lstm_core.own_data.names import plain_name
from lstm_core.own_data.text import read_text

MOST_BYTES = 200 * 2**20


def content_of(name: str, what: str, instead: str = "", most: int = MOST_BYTES) -> bytes:
    """The bytes of a `what` (a text file, …); FileNotFoundError, OSError or ValueError in a sentence."""
    path, who = Path(name), plain_name(name)
    try:
        if not path.is_file():
            raise FileNotFoundError(f"there is no {what} {who!r}{instead}")
        if path.stat().st_size > most:
            raise ValueError(f"{who} has {path.stat().st_size:,} bytes, at most {most:,} are read; cut it")
        return path.read_bytes()
    except OSError as error:
        if error.errno is None:  # our own sentence
            raise
        raise OSError(f"the {what} {who!r} cannot be read here: {error.strerror}") from None


def text_of(name: str, what: str, instead: str = "", most: int = MOST_BYTES) -> tuple[str, str]:
    """(the text of such a file, its encoding's name)."""
    content = content_of(name, what, instead, most)
    try:
        return read_text(content)
    except ValueError as error:
        raise ValueError(f"{plain_name(name)} cannot be read as a text: {error}") from None
