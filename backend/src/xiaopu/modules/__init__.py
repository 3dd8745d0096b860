"""The product: one folder per noun, one downward graph (see .importlinter)."""
