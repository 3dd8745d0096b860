"""How a shop's home page looks."""
