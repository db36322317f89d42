"""What is learned from: texts, log books, reviews, pictures."""
