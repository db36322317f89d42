"""What *Start* asks."""
