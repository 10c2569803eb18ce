"""Learning the weights of judge and namer from authored reports."""
