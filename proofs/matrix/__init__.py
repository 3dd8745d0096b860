"""The tenant matrix: every operation of the document, every id in it, everybody who must not get through."""
