"""Seven small networks that were trained alike, six of them with one fault each, and how each fault is undone."""
