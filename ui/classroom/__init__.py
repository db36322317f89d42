"""What a teacher leads a class with: one link for all, its QR code, and the slips that come back."""
