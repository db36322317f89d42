"""A class that votes together: rooms, their votes, and what is told to everybody in them while it happens."""
