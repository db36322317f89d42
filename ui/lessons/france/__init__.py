"""What *France → French* asks."""
