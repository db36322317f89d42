"""Who this browser is: whose training is whose, without anybody giving a name."""

import hashlib
import secrets

import streamlit as st

COOKIE = "_streamlit_xsrf"  # Streamlit gives every browser a random one, and keeps it until the browser is closed


def owner() -> str:
    """Who this browser is; nobody else knows it, and it is not in the address: a link lets others only watch."""
    try:
        version, mask, masked, _ = st.context.cookies[COOKIE].split("|")
        mask, masked = bytes.fromhex(mask), bytes.fromhex(masked)
        token = bytes(byte ^ mask[k % 4] for k, byte in enumerate(masked)) if version == "2" else b""
        if len(token) >= 16:
            return hashlib.sha256(token).hexdigest()
    except (KeyError, ValueError, IndexError):
        pass  # another Streamlit, or its protection is off: then each tab is somebody
    return st.session_state.setdefault("job_owner", secrets.token_hex(16))
