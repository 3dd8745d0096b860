"""Figures over the whole shop, for the people who run it."""
