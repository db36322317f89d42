"""Runs of any length, block by block: what the gates did, how long units keep, and any stretch as a film."""
