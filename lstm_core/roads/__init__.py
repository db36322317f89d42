"""What people tried before and beside backpropagation."""
