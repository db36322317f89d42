"""One file, one cell: each module here defines CELL and is found by looking."""
