"""What carries a state from step to step, and which biases make it keep more."""
