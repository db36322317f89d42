"""What *Why memory* asks, and shows once a vote is cast."""
