"""Words of a report made words of an official document."""
