"""One blob of bytes for a component: a header in JSON, then other blobs as they are; static/racing opens it."""

import json
from collections.abc import Mapping


def bundle(header: Mapping, parts: Mapping[str, bytes]) -> bytes:
    """[u32 length of the header][header, which says where each part lies after it][the parts]."""
    places, offset = {}, 0
    for name, part in parts.items():
        places[name] = [offset, len(part)]
        offset += len(part)
    text = json.dumps({**header, "parts": places}, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return b"".join([len(text).to_bytes(4, "little"), text, *parts.values()])
