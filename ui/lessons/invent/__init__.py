"""A cell of the learner's own: the page in the editor, what it is, what it does untrained, and its training."""
