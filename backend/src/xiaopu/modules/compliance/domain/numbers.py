"""Numbers as people type them: credit code (GB 32100-2015), ID number (GB 11643-1999), mobile phone.

Each reader brings a number to its one form or says what is wrong with it, where. Pure.
"""

import re
from calendar import monthrange
from datetime import date

from xiaopu.kernel.text import to_half_width

CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ID_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_ID_CHECKS = "10X98765432"
_LENGTH = 18
# First two digits of a district: provinces, residents from Hong Kong, Macao and Taiwan (81 to 83), others.
PROVINCES = frozenset(
    str(code)
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
        (91, 91),
    )
    for code in range(first, last + 1)
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_DRESS = re.compile(r"[\s\-‐‑‒–—]")


class NumberFault(ValueError):
    """What is wrong, in words; `position` counts from 1 where one character is at fault."""

    def __init__(self, words: str, position: int | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.position = position


def plain(text: str) -> str:
    """Half-width, upper case, without blanks and dashes."""
    return _DRESS.sub("", to_half_width(text)).upper()


def read_credit_code(text: str) -> str:
    """The code in its one form; raises NumberFault."""
    code = plain(text)
    _refuse_length(code, "统一社会信用代码")
    for place, character in enumerate(code, 1):
        if character not in CODE_ALPHABET:
            why = "不用字母 I、O、S、V、Z" if character in "IOSVZ" else "只能是数字或大写字母"
            raise NumberFault(f"第 {place} 位「{character}」不对：统一社会信用代码{why}", place)
        if 3 <= place <= 8 and not character.isdigit():
            raise NumberFault(f"第 {place} 位「{character}」不对：第 3 到 8 位是行政区划，只能是数字", place)
    right = credit_check(code[:17])
    if code[17] != right:
        raise NumberFault("第 18 位（校验位）对不上：前 17 位里可能有一位抄错了，请对照营业执照检查", 18)
    return code


def credit_check(first: str) -> str:
    """The 18th character for 17 of the alphabet."""
    total = sum(CODE_ALPHABET.index(one) * weight for one, weight in zip(first, _CODE_WEIGHTS, strict=True))
    return CODE_ALPHABET[-total % 31]


def read_id_number(text: str, today: date) -> str:
    """A second-generation ID number of somebody who is of age on `today`; raises NumberFault."""
    number = plain(text)
    _refuse_length(number, "身份证号")
    for place, character in enumerate(number, 1):
        if not character.isdigit() and not (place == _LENGTH and character == "X"):
            raise NumberFault(f"第 {place} 位「{character}」不对：身份证号只有最后一位可以是 X", place)
    if number[:2] not in PROVINCES:
        raise NumberFault(f"前两位「{number[:2]}」不是省级行政区划代码", 1)
    born = _birthday(number[6:14], today)
    if number[17] != id_check(number[:17]):
        raise NumberFault("第 18 位（校验位）对不上：前 17 位里可能有一位抄错了，请对照身份证检查", 18)
    if (today.year - born.year, today.month, today.day) < (18, born.month, born.day):
        raise NumberFault("未满 18 岁，不能作为主体的负责人")
    return number


def id_check(first: str) -> str:
    """The 18th character for 17 digits."""
    return _ID_CHECKS[sum(int(one) * weight for one, weight in zip(first, _ID_WEIGHTS, strict=True)) % 11]


def read_phone(text: str) -> str:
    """A mainland mobile number of eleven digits; raises NumberFault."""
    number = plain(text).removeprefix("+86")
    if not _MOBILE.fullmatch(number) or not number.isascii():
        raise NumberFault("手机号是 11 位，以 13 到 19 开头")
    return number


def mask_id(number: str) -> str:
    """`310…1234`: the first three and the last four."""
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_name(name: str) -> str:
    """`张三丰` → `张**`."""
    return name[:1] + "*" * (len(name) - 1)


def _refuse_length(number: str, name: str) -> None:
    if len(number) != _LENGTH:
        raise NumberFault(f"{name}是 18 位，现在是 {len(number)} 位")


def _birthday(digits: str, today: date) -> date:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not 1 <= month <= 12:
        raise NumberFault(f"第 11、12 位「{digits[4:6]}」不是月份", 11)
    if year < 1 or not 1 <= day <= monthrange(year, month)[1]:
        raise NumberFault(f"第 13、14 位「{digits[6:]}」不是这个月的日子", 13)
    born = date(year, month, day)
    if not today.year - 130 <= year or born > today:
        raise NumberFault(f"出生年份「{digits[:4]}」不对", 7)
    return born
