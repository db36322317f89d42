"""A question that several lessons ask: one chart a file."""
