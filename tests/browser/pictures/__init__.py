"""What is drawn in the page, read off the page: geometry and pixels beside the numbers that they stand for."""
