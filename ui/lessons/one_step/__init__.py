"""One step of one cell: its numbers, its presets, its questions, and the component that walks through it."""
