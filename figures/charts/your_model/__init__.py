"""What is seen in a network that somebody brought along."""
