"""The component in which one guesses a row and carries memories over; the server hears of a hand that rests."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lstm_core.networks.network import Network
from ui.components import network as networks
from ui.components.component import component

KEY = "carriers_hero"


def show(message: bytes, network: Network) -> None:
    """The picture, and the network that it runs in the page."""
    with st.container(gap=None):
        component("carriers")(key=KEY, data=message, default={"said": None}, on_said_change=lambda: None)
        networks.send(network, f"{KEY}_network")


def said() -> Mapping[str, Any]:
    """Where the hand left it, {} before it moved; a hand-made client may say anything."""
    found = st.session_state.get(KEY, {}).get("said")
    return found if isinstance(found, Mapping) else {}
