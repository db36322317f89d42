"""What the server does once for everybody, so that no reader waits for it."""
