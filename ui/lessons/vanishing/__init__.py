"""What *Vanishing gradients* computes, and says."""
