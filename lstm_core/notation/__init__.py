"""A cell as lectures and documentation print it, read into the language of `equations/` or refused in a sentence."""
