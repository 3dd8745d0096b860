"""Pictures that a form names must lie in the shop's own library."""

from collections.abc import Iterable, Mapping

import msgspec

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import InvalidInput
from xiaopu.modules.catalog.repository import media


class Keys(msgspec.Struct, frozen=True):
    """Storage keys of a picture's smaller variants."""

    medium: str
    thumb: str


def find_media(read: ReadScope, ids: Iterable[str | None], path: str) -> Mapping[str, Keys]:
    """The keys of each named picture; refuses `invalid_input` at `path` if one is not in the library."""
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    found = {row.id: Keys(row.medium, row.thumb) for row in read.rows(media.FIND, wanted=wanted)}
    if len(found) < len(wanted):
        raise InvalidInput.at(path, "not_found", "图片不在素材库里")
    return found
