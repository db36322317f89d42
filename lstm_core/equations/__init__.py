"""A page of equations read into a graph: what it derives to, what carries its states, and what a person meant."""
