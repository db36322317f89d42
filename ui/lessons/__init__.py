"""What belongs to one lesson alone: one folder a page."""
