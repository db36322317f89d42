"""What *Your model* opens, reads and finds: a reader's own network, which stays in that reader's session."""
