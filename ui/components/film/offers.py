"""What a film can be sent later, once its reader asks for it: under a name, in one message."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ui.components.network import NAME


class Offer(NamedTuple):
    """`of` says what is sent, and gives it its name on the page; `says` is what the film knows before."""

    of: str
    message: Callable[[], bytes]
    says: Mapping[str, Any]


Offers = Mapping[str, Offer]  # {"training" | "units" | …: what may be asked for}


def name(offer: Offer) -> str:
    """By which the page waits for it."""
    return hashlib.sha256(offer.of.encode()).hexdigest()[:NAME]


def about(offers: Offers) -> dict[str, Any]:
    """The part "offers" of what a live film knows."""
    return {kind: {"name": name(offer), **offer.says} for kind, offer in offers.items()}


def sent(offer: Offer) -> bytes:
    """Its name, then its message."""
    return name(offer).encode() + offer.message()


def asked(said: Any, offers: Offers) -> list[str]:
    """The kinds that the browser asks for, "training units"; a hand-made client may say anything."""
    words = said.split(" ", len(offers))[: len(offers)] if isinstance(said, str) else []
    return [kind for kind in offers if kind in words]


def framed(header: Mapping[str, Any], *bodies: bytes) -> bytes:
    """[u32 length of the header][header as JSON, with the `sizes` of what follows][body …]."""
    text = json.dumps({**header, "sizes": [len(body) for body in bodies]}, ensure_ascii=False, allow_nan=False).encode()
    return b"".join([len(text).to_bytes(4, "little"), text, *bodies])
