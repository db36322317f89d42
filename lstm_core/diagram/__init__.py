"""Where each part of a cell's drawing stands: placed by hand in `places/`, or laid out from the wiring."""
