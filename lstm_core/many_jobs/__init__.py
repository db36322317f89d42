"""One cell at many jobs: which networks are trained for each, what they are compared with, and how well each does."""
