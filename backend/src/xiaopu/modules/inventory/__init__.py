"""How many of each SKU there are, and every change of it."""
