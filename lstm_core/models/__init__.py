"""Trained networks from elsewhere: files of other frameworks, read and never executed."""
