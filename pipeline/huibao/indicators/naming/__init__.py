"""What a figure is called: candidates, and the weights that choose among them."""
