"""What sentences mean, as vectors: of a pre-trained encoder, and how near they are."""
