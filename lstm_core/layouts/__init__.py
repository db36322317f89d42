"""Recurrent layers as frameworks write them down, in one layout, and the same layers in the language of cells."""
