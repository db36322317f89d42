"""What *The way back* measures in trained networks, and says of it."""
