"""What the torch side promises."""
