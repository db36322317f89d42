"""What a reader drops: files, kept in the session alone, and what they hold: models, words, inputs."""
