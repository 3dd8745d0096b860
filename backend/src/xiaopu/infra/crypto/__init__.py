"""Sealed fields, blind indexes, passwords and tokens. Nothing here reads settings or the clock."""
