"""What a sentence is told as: achievement, problem or request, and about what."""
