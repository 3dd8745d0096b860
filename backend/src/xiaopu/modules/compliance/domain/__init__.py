"""Facts and rules of compliance. Pure."""
