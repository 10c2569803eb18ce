"""Sentences to tags: one protocol, several taggers, one rule that turns scores into tags."""
