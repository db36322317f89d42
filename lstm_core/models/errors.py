"""What is said, in a sentence, of a file that is not read."""


class ModelFileError(ValueError):
    """A file that no reader here reads, or that is refused: who, what was expected, what came."""
