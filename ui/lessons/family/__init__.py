"""What *The family* shows of two cells, and what breaks when a part is removed."""
