"""Interventions that show what causes what, each with its control."""
