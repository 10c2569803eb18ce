"""What the lexicon says of figures: their names and the words that tell their status."""
