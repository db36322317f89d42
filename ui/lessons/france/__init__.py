"""What *France → French* shows and asks."""
