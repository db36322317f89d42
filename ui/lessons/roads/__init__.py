"""What *Other roads* computes, says and shows of the roads beside backpropagation."""
