"""What the pages and the server promise."""
