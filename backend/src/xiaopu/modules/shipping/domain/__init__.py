"""Words and rules of shipping. Pure."""
