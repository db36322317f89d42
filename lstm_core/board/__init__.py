"""What is shown of a cell: formulas, derivatives, micro-steps in words, source to copy."""
