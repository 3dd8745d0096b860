"""Doors into the house: ASGI app, worker, command line, and the one composition root."""
