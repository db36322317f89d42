"""A link as a square that a telephone reads."""

import base64
import io

import segno
import streamlit as st

LONGEST = 2300  # characters that the largest square holds with the least correction


def square(link: str) -> bytes:
    """The QR code of a link as an SVG, on white paper in both themes; ValueError where the link is too long for one."""
    if len(link) > LONGEST:
        raise ValueError(f"the link has {len(link)} characters, and a QR code holds {LONGEST}: set fewer screens")
    drawn = io.BytesIO()
    segno.make_qr(link, error="l").save(drawn, "svg", xmldecl=False, scale=5, border=4, dark="#000", light="#fff")
    return drawn.getvalue()


def show(link: str, says: str) -> None:
    """The square on the page; `says`, words of ours, is what a screen reader says of it. ValueError as above."""
    drawn = base64.b64encode(square(link)).decode()
    st.html(f'<img width="280" style="max-width: 100%" alt="{says}" src="data:image/svg+xml;base64,{drawn}">')
