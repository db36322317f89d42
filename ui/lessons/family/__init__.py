"""What *The family* computes and says of two cells, and what breaks when a part is removed."""
