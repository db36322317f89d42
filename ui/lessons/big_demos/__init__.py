"""What *Big demos* reads of larger networks, and how it starts a training."""
