"""The same cells on torch: modules with interchangeable weights, recovered gates, training on a GPU."""
