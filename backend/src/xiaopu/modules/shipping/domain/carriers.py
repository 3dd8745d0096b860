"""Carriers, and whose a tracking number looks to be.

Codes are WeChat's delivery ids. WeChat's list is dynamic (get_delivery_list): those marked `confirmed` stand
in its documents; the others are matched with WeChat's own list by name before a parcel is reported to it.
"""

import re
from typing import NamedTuple

from xiaopu.kernel.text import to_half_width

# 京东 ends the numbers of single parcels with a hyphen.
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{4,39}")


class Carrier(NamedTuple):
    """`code` is what WeChat and our rows call it, `name` what people call it."""

    code: str
    name: str
    confirmed: bool = False


# The order in which a shop owner looks for them.
CARRIERS = (
    Carrier("SF", "顺丰速运", confirmed=True),
    Carrier("ZTO", "中通快递", confirmed=True),
    Carrier("YTO", "圆通速递", confirmed=True),
    Carrier("STO", "申通快递", confirmed=True),
    Carrier("YD", "韵达快递", confirmed=True),
    Carrier("JTSD", "极兔速递"),
    Carrier("JD", "京东快递"),
    Carrier("EMS", "EMS"),
    Carrier("YZPY", "邮政快递包裹"),
    Carrier("DBL", "德邦快递"),
    Carrier("DNWL", "丹鸟"),
    Carrier("DHL", "DHL", confirmed=True),
)
BY_CODE = {carrier.code: carrier for carrier in CARRIERS}

# Surest shapes first: a prefix of its own, then leading digits, then bare lengths that several use.
_SHAPES = (
    ("SF", re.compile(r"SF\d{12,13}")),
    ("YTO", re.compile(r"YT\d{13}")),
    ("JTSD", re.compile(r"JT\d{13}")),
    ("JD", re.compile(r"JD[A-Z]{0,2}[0-9]{9,14}(-[0-9]{1,3}-[0-9]{1,3}-?)?")),
    ("DBL", re.compile(r"DPK\d{9,12}")),
    ("DNWL", re.compile(r"(DN|CN)\d{12,14}")),
    ("ZTO", re.compile(r"ZT\d{12,13}")),
    ("STO", re.compile(r"STO?\d{12,13}")),
    ("YD", re.compile(r"YD\d{13}")),
    ("EMS", re.compile(r"E[A-Z]\d{9}[A-Z]{2}")),
    ("YZPY", re.compile(r"[A-DF-Z][A-Z]\d{9}[A-Z]{2}")),
    ("ZTO", re.compile(r"7[0-9]\d{12}")),
    ("STO", re.compile(r"77\d{13}")),
    ("STO", re.compile(r"[234568]68\d{9}|888\d{9}")),
    ("YD", re.compile(r"(31|43|46|44|35|55)\d{11,13}")),
    ("EMS", re.compile(r"1[0-3]\d{11}|5[01]\d{11}")),
    ("YZPY", re.compile(r"9[0-9]\d{11}")),
    ("YTO", re.compile(r"[DGV]\d{11}|8\d{17}")),
    ("SF", re.compile(r"\d{12}")),
    ("ZTO", re.compile(r"\d{12}")),
    ("YD", re.compile(r"\d{13}")),
    ("DHL", re.compile(r"\d{10}")),
    ("DBL", re.compile(r"\d{8,10}")),
)


def clean_tracking_no(text: str) -> str | None:
    """The number as carriers write it: half-width, capitals, no blanks; None for what can be none."""
    number = "".join(to_half_width(text).split()).upper()
    return number if _NUMBER.fullmatch(number) else None


def recognise(text: str) -> list[Carrier]:
    """Carriers whose numbers look like this one, likeliest first; empty when none does."""
    number = clean_tracking_no(text) or ""
    codes = dict.fromkeys(code for code, shape in _SHAPES if shape.fullmatch(number))
    return [BY_CODE[code] for code in codes]
