"""Text as people type it, brought to one form."""

import unicodedata

from xiaopu.kernel.errors import InvalidInput

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def to_half_width(text: str) -> str:
    """`"１２．５０"` → `"12.50"`: full-width ASCII and the ideographic space become their plain forms."""
    return text.translate(_FULL_WIDTH)


def squeeze(text: str) -> str:
    """Trim, and fold every run of white space into one blank; control characters go."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def squeeze_or_refuse(text: str, path: str) -> str:
    """`squeeze` what must not be blank afterwards: zero-width characters alone are `invalid_input` at
    `path`.
    """
    squeezed = squeeze(text)
    if not squeezed:
        raise InvalidInput.at(path, "blank")
    return squeezed


def fold(text: str) -> str:
    """One spelling for comparison: NFKC, lower case, squeezed."""
    return squeeze(unicodedata.normalize("NFKC", text)).casefold()


def cut_bytes(text: str, most: int) -> str:
    """The longest beginning of `text` that takes at most `most` bytes in UTF-8; no character is cut in
    two.
    """
    return text.encode()[:most].decode(errors="ignore")


def mask_phone(phone: str) -> str:
    """`13812345678` → `138****5678`; shorter strings keep only their last two characters."""
    if len(phone) < 8:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def mask_email(email: str) -> str:
    """`shopper@example.com` → `s***@example.com`."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}***@{domain}"
