"""What a person brings along, a text or a table, read with suspicion and described in words."""
