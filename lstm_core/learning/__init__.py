"""From a loss to better weights, recorded so that it can be looked at and gone on with."""
