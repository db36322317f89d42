"""What each name of a cell is called in the browser, and how it is coloured."""

from figures import theme
from lstm_core.board.meanings import meanings
from lstm_core.cell import Cell


def names(cell: Cell) -> list[dict]:
    """What each name of the cell is called and how it is coloured."""
    colours = theme.colours(cell.names)
    return [
        {
            **meaning._asdict(),
            "label": meaning.noun,
            "node": cell.graph.names[name],
            "color": {use: getattr(colours[name], use) for use in ("mark", "light", "dark")},
            "dash": colours[name].dash,
        }
        for name, meaning in meanings(cell).items()
    ]
