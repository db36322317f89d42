"""A cell along time: forward into a Trace, backward into Gradients, from either end."""
