"""What developers run beside the app: its server, a Chromium that watches it, and pictures of it."""
