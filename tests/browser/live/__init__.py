"""What the page computes itself is what lstm_core computes."""
