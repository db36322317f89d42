"""What a browser is given: a film as one message, and pages in one file that need no server."""
