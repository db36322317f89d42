"""A reader, a writer that may look back, and whether it rests on where it looks."""
