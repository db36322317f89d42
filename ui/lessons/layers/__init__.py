"""What *Layers* measures in stacks and in both directions, and says of them."""
