"""The township's table: values of villages, their sums, and what is doubtful about them."""
