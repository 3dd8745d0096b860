"""The national region tree (GB/T 2260, three levels): provinces, cities, districts.

Made by tools/make_regions.mjs from @vant/area-data 2.1.0 (MIT). About 3,000 districts; read once, on first
use.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

import msgspec


class Region(msgspec.Struct, frozen=True, omit_defaults=True):
    """A region and what lies in it; `code` has six digits."""

    code: str
    name: str
    children: list["Region"] = []


class RegionTree(msgspec.Struct, frozen=True):
    """All provinces, as clients get them."""

    items: list[Region]


class Place(msgspec.Struct, frozen=True):
    """A district with its city and province."""

    code: str
    province: str
    city: str
    district: str

    @property
    def text(self) -> str:
        """`北京市朝阳区`: a city that only repeats its province is left out."""
        parts = [self.province, self.city, self.district]
        return "".join(part for at, part in enumerate(parts) if at == 0 or _tells(part, parts[at - 1]))


def _tells(part: str, above: str) -> bool:
    """Whether a part of an address adds anything: many cities are only names for a list of districts."""
    return part not in (above, "市辖区", "县") and "直辖" not in part


@lru_cache(maxsize=1)
def region_bytes() -> bytes:
    """The tree as JSON, as clients get it."""
    return resources.files("xiaopu.infra").joinpath("data/regions.json").read_bytes().strip()


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Every district by its code."""
    return {place.code: place for place in _walk(msgspec.json.decode(region_bytes(), type=list[Region]))}


def place_of(code: str) -> Place | None:
    """The district of a code, or None for anything that is not a district."""
    return places().get(code)


def _walk(provinces: list[Region]) -> Iterator[Place]:
    for province in provinces:
        for city in province.children:
            for district in city.children:
                yield Place(district.code, province.name, city.name, district.name)
