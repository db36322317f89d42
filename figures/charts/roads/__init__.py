"""The other roads: beside backpropagation, and from inside."""
