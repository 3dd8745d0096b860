"""What decoration tells others."""

import msgspec


class HomeChanged(msgspec.Struct, frozen=True):
    """Published (same unit): the home page looks different now."""
