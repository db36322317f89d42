"""What *Moving pictures* predicts, measures and says."""
