"""A picture that moves in the page, under levers or on a clock, and says where a hand left it."""

from ui.components.component import component


def played(folder: str, message: bytes, key: str) -> None:
    """Show the component of static/<folder>; the page runs again when a hand has rested on what the server draws."""
    component(folder)(key=key, data=message, default={"levers": None}, on_levers_change=lambda: None)
