"""The authored corpus: read the authoring format, check it, split it, compile it to frames."""
