"""One file, one format that a network leaves in: each module here defines WRITTEN and is found by looking."""
