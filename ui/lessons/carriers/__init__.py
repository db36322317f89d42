"""What *Carriers* found on the shipped networks, and a map that is computed while one waits."""
