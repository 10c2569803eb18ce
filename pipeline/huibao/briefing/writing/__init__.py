"""The text of a draft: paragraphs, sums, appendices."""
