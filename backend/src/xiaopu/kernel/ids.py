"""Ids: 20 characters, the first ten time-ordered, the last ten random, in Crockford's base 32, lower case.

They sort by time of creation as text, cannot be counted up (50 random bits), and need no central counter.
Time and randomness are handed in: this file is pure.
"""

from typing import NewType

ShopId = NewType("ShopId", str)
MerchantId = NewType("MerchantId", str)
MemberId = NewType("MemberId", str)
GoodsId = NewType("GoodsId", str)
SkuId = NewType("SkuId", str)
OrderId = NewType("OrderId", str)
PaymentId = NewType("PaymentId", str)

ID_LENGTH = 20
RANDOM_BITS = 50

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_MEMBERS = frozenset(_ALPHABET)

# Work that belongs to no shop (sign-up mails, schedules) is filed under this one.
PLATFORM_SHOP = ShopId("0" * ID_LENGTH)


def make_id(*, epoch_ms: int, random_bits: int) -> str:
    """One id from milliseconds since 1970 and `RANDOM_BITS` random bits; refuses values out of range."""
    if not 0 <= epoch_ms < 1 << 50 or not 0 <= random_bits < 1 << RANDOM_BITS:
        raise ValueError("make_id wants 50 bits of time and 50 of randomness")
    return _encode(epoch_ms) + _encode(random_bits)


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an id: safe to place in `SET LOCAL` and in file names."""
    return len(text) == ID_LENGTH and _MEMBERS.issuperset(text)


def _encode(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(45, -5, -5))
