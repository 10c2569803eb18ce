"""Sentences to quantities to the township's table."""
