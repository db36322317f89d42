"""Arrays in, pictures out: figures, the colours, and the places of a cell's diagram. No page, no state, no files."""
