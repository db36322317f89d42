"""Rooms and votes as the database keeps them: a file of SQLite, or PostgreSQL."""
