"""What each name of a cell is called in the browser, and how it is coloured."""

from lstm_core.board.meanings import meanings
from lstm_core.browser.colours import colours
from lstm_core.cell import Cell


def names(cell: Cell) -> list[dict]:
    """What each name of the cell is called and how it is coloured."""
    coloured = colours(cell.names)
    return [
        {
            **meaning._asdict(),
            "label": meaning.noun,
            "node": cell.graph.names[name],
            "color": {use: getattr(coloured[name], use) for use in ("mark", "light", "dark")},
            "dash": coloured[name].dash,
        }
        for name, meaning in meanings(cell).items()
    ]
