"""Deliberate errors, each as data beside the test that must notice it."""
