"""What *Vanishing gradients* computes under its levers, says and shows."""
