"""Words or numbers in, answers out: embedding, layers of cells, readout; as a file; going on alone."""
