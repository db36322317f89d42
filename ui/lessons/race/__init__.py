"""What *A race* reads of races, shipped and held, and says of them."""
