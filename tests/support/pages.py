"""What is packed in a page that is one file."""

import base64
import re
import zlib


def messages(page: str) -> list[bytes]:
    """The message of each part, as its component reads it."""
    return [zlib.decompress(base64.b64decode(text)) for text in re.findall(r'id="part\d+">([^<]*)<', page)]
