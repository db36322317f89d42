"""What *Attention* translates, what its answers rest on, and what it says of both."""
