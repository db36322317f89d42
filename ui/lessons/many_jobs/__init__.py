"""What *Many jobs* shows: one cell at five jobs, what it does there, and who else could do them."""
