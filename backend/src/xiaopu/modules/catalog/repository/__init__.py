"""Statements of the catalogue, a file for each noun."""
