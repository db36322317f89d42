"""What *Other roads* computes, and says."""
