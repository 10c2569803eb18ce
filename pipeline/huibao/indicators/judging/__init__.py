"""Whether a figure is an indicator, and of which status."""
