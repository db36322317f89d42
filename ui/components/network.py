"""A network sent to the page, once for all its films: there it can be run without the server."""

import hashlib

import streamlit as st

from lstm_core.live.packed import packed
from lstm_core.networks.network import Network
from ui.components.component import component

NAME = 16  # letters of a network's name, before its bytes


def name(network: Network) -> str | None:
    """By which the films of a page ask for the network; None for one of a kind that cannot travel."""
    found = message(network)
    return found and found[:NAME].decode()


def send(network: Network | bytes, key: str) -> None:
    """Put the network, or its message, on the page, where it shows nothing."""
    found = network if isinstance(network, bytes) else message(network)
    if found is not None:
        component("network")(key=key, data=found)


def message(network: Network) -> bytes | None:
    """Its name, then its bytes; None for one of a kind that cannot travel. It is kept for all readers."""
    return _kept(network)[1]


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs={Network: id})
def _kept(network: Network) -> tuple[Network, bytes | None]:
    """The network beside its message: as long as it is kept no other one can have its id."""
    return network, message_of(network)


def message_of(network: Network) -> bytes | None:
    """The same, kept by nobody: for a network that is one reader's own."""
    try:
        body = packed(network)
    except ValueError:
        return None
    return hashlib.sha256(body).hexdigest()[:NAME].encode() + body
