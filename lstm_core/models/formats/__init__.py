"""One file, one format: each module here defines FORMAT and is found by looking."""
