"""A unit that a page's text names, as a link that chooses and pins it in the page's film; the server hears nothing."""


def unit(number: int, colour: str = "", text: str = "") -> str:
    """Markdown: "unit 29", which static/film/pinned/mentions.js hears.

    With the name of a value in `colour` ("c") the words of the film take the colours of that unit's row as well.
    `text` stands there instead of "unit 29".
    """
    return f"[{text or f'unit {number}'}](#unit-{number}{f'-{colour}' if colour else ''})"
