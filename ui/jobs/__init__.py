"""Trainings as child processes: one queue, limits, a leash, and the panel that shows them."""
