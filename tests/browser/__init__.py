"""What a real browser shows, and does."""
