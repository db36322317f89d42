"""What `python -m lstm_core` can be told, and what it prints."""
