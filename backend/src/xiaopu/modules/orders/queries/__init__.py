"""Read models of orders."""
