"""Several cells learn one task side by side until each meets the rule of 1997."""
