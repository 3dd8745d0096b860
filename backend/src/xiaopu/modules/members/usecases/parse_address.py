"""智能地址识别: reading name, phone, district and street out of a text that somebody pasted.

Nothing is guessed: a part that is not plainly there stays absent, and the shopper fills it in.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from xiaopu.infra.regions import Place, places
from xiaopu.kernel.text import to_half_width
from xiaopu.modules.members.schemas import ParsedAddress

_MOBILE = r"(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
_PHONE = re.compile(
    rf"(?<![\dA-Za-z])(?:{_MOBILE}|(0\d{{2,3}}-?\d{{7,8}}(?:-\d{{1,5}})?|400-?\d{{3}}-?\d{{4}}))(?!\d)"
)
_POSTCODE = re.compile(r"(?:邮政编码|邮编|邮码)[:\s]*\d{6}(?!\d)|(?<=\s)\d{6}(?=\s)")
_NAME_LABEL = re.compile(
    r"(?:收货人|收件人|联系人|姓名|名字)(?:姓名|名字)?(?=[:\s])[:\s]*|(?:(?<=\s)|^)(?:收货人|收件人|姓名)"
)
_OTHER_LABEL = re.compile(
    r"(?:(?<=\s)|^)(?:(?:收货|收件|联系|详细|所在)?(?:地址|地区|区域|省市区)|(?:收货|收件|联系)?(?:人)?(?:手机号码|手机号|手机|电话号码|电话))"
    r"(?:[:\s]+|(?=\s|$))"
)
_SEPARATOR = re.compile(r"\s+")
_STOPS = re.compile(r"[,;|、。]+")
_MARK = "\x01"

_STREET_WORDS = re.compile(
    r"[路街道巷弄号楼室栋幢座层区村镇乡县市省组园厦城场店院校苑屯寨队库桥站]|公司|单元"
)
_CHINESE_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:先生|女士|小姐|老师|同学)?|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}"
)
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'-]{1,19}")
_COURTESIES = frozenset({"送到", "寄到", "发到", "谢谢", "麻烦", "你好", "您好", "请寄", "快递", "中国"})
# A name that is glued to the end of a street: behind a number or a unit, and beginning with a common surname.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤"
)
_GLUED_NAME = re.compile(rf"(?<=[\d号室楼层栋幢座户])([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})$")


class _Found(NamedTuple):
    """A district and the span of the text that names it."""

    place: Place
    start: int
    end: int
    weight: tuple[int, int, bool]


def parse_address(text: str) -> ParsedAddress:
    """What could be read out of at most 400 characters. Linear in practice: about 2 ms."""
    clean = to_half_width(text).replace("\u200b", "").replace("：", ":")
    clean = _STOPS.sub(" ", "".join(c if c.isprintable() else " " for c in clean))
    clean = " ".join(clean.split())
    phone, clean = _take_phone(clean)
    clean = _POSTCODE.sub(" ", f" {clean} ").strip()
    clean = _NAME_LABEL.sub(f" {_MARK}", clean)
    clean = _OTHER_LABEL.sub(" ", clean)
    found = _region(clean)
    name, detail = _name_and_detail(clean, found)
    return ParsedAddress(
        name=name,
        phone=phone,
        region_code=found.place.code if found else None,
        region_text=found.place.text if found else None,
        detail=detail or None,
    )


def _take_phone(text: str) -> tuple[str | None, str]:
    """The number in one writing, and the text with a gap in its place."""
    hit = _PHONE.search(text)
    if hit is None:
        return None, text
    number = re.sub(r"[- ]", "", hit.group(1)) if hit.group(1) else hit.group(2)
    return number, f"{text[: hit.start()]} {text[hit.end() :]}"


def _name_and_detail(text: str, found: _Found | None) -> tuple[str | None, str]:
    before, after = (text[: found.start], text[found.end :]) if found else ("", text)
    name, before = _pick_name(before)
    later, after = _pick_name(after, is_street=found is not None) if name is None else (None, after)
    name = name or later
    detail = " ".join(part for part in (_joined(before), _joined(after)) if part)
    if name is None and (glued := _GLUED_NAME.search(detail)):
        return glued.group(1), detail[: glued.start()].strip()
    return name, detail


def _pick_name(text: str, *, is_street: bool = False) -> tuple[str | None, str]:
    """The token that is labelled as a name or looks like one, and the text without it.

    With `is_street` the first token goes on from the district and is never a name by looks alone.
    """
    tokens = [token for token in _SEPARATOR.split(text) if token]
    goes_on = is_street and not _SEPARATOR.match(text)
    for at, token in enumerate(tokens):
        if token.startswith(_MARK) and len(token) > 1 and ":" not in token:
            return token[1:21], " ".join(tokens[:at] + tokens[at + 1 :])
    for at, token in reversed(list(enumerate(tokens))):
        if not (goes_on and at == 0) and _is_name(token):
            return token, " ".join(tokens[:at] + tokens[at + 1 :])
    return None, " ".join(tokens)


def _is_name(token: str) -> bool:
    if token in _COURTESIES:
        return False
    if _LATIN_NAME.fullmatch(token):
        return True
    return _CHINESE_NAME.fullmatch(token) is not None and not _STREET_WORDS.search(token[1:])


def _joined(text: str) -> str:
    return _SEPARATOR.sub(" ", text.replace(_MARK, "")).strip(" :-")


def _region(text: str) -> _Found | None:
    """The district named most fully; of equals the first."""
    best: _Found | None = None
    for start in range(len(text)):
        for found in _regions_at(text, start):
            if best is None or found.weight > best.weight:
                best = found
    return best


def _regions_at(text: str, start: int) -> Iterator[_Found]:
    """Readings of `text` from `start` as province, city and district; the first two may be absent."""
    for province, after_province in _named(text, start, _names().provinces):
        for city, after_city in _named(text, after_province, _names().cities):
            for district, end in _named(text, after_city, _names().districts):
                found = _unique(province, city, district)
                if found is None:
                    continue
                short = district != found.district
                # 朝阳公园路: a short name that runs on may be part of the street, so it stays there too.
                stays = short and text[end - 1] not in _ENDINGS and text[end : end + 1] not in ("", " ")
                levels = sum(word is not None for word in (province, city, district))
                weight = (levels, end - start, not short)
                yield _Found(found, start, after_city if stays else end, weight)


def _named(text: str, start: int, known: dict[str, frozenset[Place]]) -> Iterator[tuple[str | None, int]]:
    """Names at `start` with the place where the text goes on; and that there is none."""
    begin = start + 1 if text[start : start + 1] == " " else start
    for length in range(2, 16):
        word = text[begin : begin + length]
        if len(word) == length and word in known:
            end = begin + length
            # 广西省, 南城区: a short name with the wrong ending.
            wrong_ending = word[-1] not in _ENDINGS and text[end : end + 1] in tuple(_ENDINGS)
            yield word, end + wrong_ending
    yield None, start


_ENDINGS = "省市区县镇旗盟"


def _unique(province: str | None, city: str | None, district: str | None) -> Place | None:
    """The one district that all given names agree on. A short district needs its city beside it."""
    if district is None:
        return None
    fitting = _names().districts[district]
    if province is not None:
        fitting &= _names().provinces[province]
    if city is not None:
        fitting &= _names().cities[city]
    if len(fitting) > 1:
        # 朝阳 may be 朝阳区 of one city and 朝阳县 of another: the whole name decides.
        fitting = frozenset(place for place in fitting if place.district == district)
    if len(fitting) != 1:
        return None
    [place] = fitting
    alone = city is None and not (province is not None and place.city == place.province)
    if district != place.district and alone:
        return None
    return place if province or city or len(district) > 2 else None


class _Names(NamedTuple):
    """Every way to name a region, with the districts inside it."""

    provinces: dict[str, frozenset[Place]]
    cities: dict[str, frozenset[Place]]
    districts: dict[str, frozenset[Place]]


_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各"
)
_AUTONOMOUS = rf"(?:(?:{_PEOPLES})族?){{1,4}}自治"
_PROVINCE_TAIL = re.compile(r"(?:省|市|(?:维吾尔|壮族|回族)?自治区|特别行政区)$")
_CITY_TAIL = re.compile(rf"(?:市|地区|盟|林区|{_AUTONOMOUS}州)$")
_DISTRICT_TAIL = re.compile(rf"(?:新区|区|{_AUTONOMOUS}[县旗]|县|市|镇|街道|乡|旗)$")


@lru_cache(maxsize=1)
def _names() -> _Names:
    provinces: dict[str, set[Place]] = {}
    cities: dict[str, set[Place]] = {}
    districts: dict[str, set[Place]] = {}
    for place in places().values():
        _enter(provinces, place.province, _PROVINCE_TAIL, place)
        if "直辖" not in place.city:
            _enter(cities, place.city, _CITY_TAIL, place)
        _enter(districts, place.district, _DISTRICT_TAIL, place)
    return _Names(*(_frozen(one) for one in (provinces, cities, districts)))


def _enter(known: dict[str, set[Place]], name: str, tail: re.Pattern[str], place: Place) -> None:
    for form in {name, tail.sub("", name)}:
        if len(form) >= 2:
            known.setdefault(form, set()).add(place)


def _frozen(known: dict[str, set[Place]]) -> dict[str, frozenset[Place]]:
    return {name: frozenset(found) for name, found in known.items()}
