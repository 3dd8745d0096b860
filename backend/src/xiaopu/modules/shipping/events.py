"""What shipping tells others."""

import msgspec


class FreightChanged(msgspec.Struct, frozen=True):
    """Published (same unit): a freight template was made, changed or dropped.

    Product pages show its words.
    """
