"""How an error signal travels: one-step Jacobians, their products, spectra, paths, lengths."""
