"""Texts of our own that networks read letter by letter."""
