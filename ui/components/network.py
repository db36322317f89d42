"""A network sent to the page, once for all its films: there it can be run without the server."""

import hashlib

import streamlit as st

from lstm_core.live.packed import packed
from lstm_core.networks.network import Network
from ui.components.component import component

NAME = 16  # letters of a network's name, before its bytes


def name(network: Network) -> str | None:
    """By which the films of a page ask for the network; None for one of a kind that cannot travel."""
    message = _message(network)
    return message and message[:NAME].decode()


def send(network: Network, key: str) -> None:
    """Put the network on the page, where it shows nothing."""
    message = _message(network)
    if message is not None:
        component("network")(key=key, data=message)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs={Network: id})
def _message(network: Network) -> bytes | None:
    try:
        body = packed(network)
    except ValueError:
        return None
    return hashlib.sha256(body).hexdigest()[:NAME].encode() + body
