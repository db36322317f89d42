"""What stands on a page of lecture notation: its rows, signs and names, and the equations that they make."""
