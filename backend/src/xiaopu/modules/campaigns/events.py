"""What promotion tells others."""

import msgspec


class ShopCodeWanted(msgspec.Struct, frozen=True):
    """Emitted (outbox): make the code that leads to the shop's home page."""

    appid: str


class ShopCodeMade(msgspec.Struct, frozen=True):
    """Published (same unit): the shop's face has a code now."""

    picture: str
