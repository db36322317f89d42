"""What the repository itself promises: who imports whom, what is packed, what is written about it."""
