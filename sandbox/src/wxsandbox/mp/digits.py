"""Check digits of China's credit codes (GB 32100-2015) and identity numbers (GB 11643-1999)."""

import re

_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def is_credit_code(text: str) -> bool:
    """Eighteen signs, the last of which fits the others."""
    if re.fullmatch(rf"[{_CODE_SIGNS}]{{18}}", text) is None:
        return False
    total = sum(_CODE_SIGNS.index(sign) * weight for sign, weight in zip(text, _CODE_WEIGHTS, strict=False))
    return text[17] == _CODE_SIGNS[(31 - total % 31) % 31]


def is_id_number(text: str) -> bool:
    """Seventeen digits with a date inside, and a check sign that fits."""
    if re.fullmatch(r"\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]", text) is None:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return text[17] == _ID_CHECKS[total % 11]
