"""What a trained network was found to know: named cells, the unit of sentiment, texts it writes."""
