"""What *Break it* lets a reader change, and its two readings side by side."""
