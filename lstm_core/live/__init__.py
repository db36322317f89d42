"""A network as data that a page can run itself: its cells as programs, its weights as bytes."""
