"""Pickles read as data: every class and function in them is only a name, and nothing is imported or called."""
