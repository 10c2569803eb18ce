"""Report text to outline, sentences and words."""
